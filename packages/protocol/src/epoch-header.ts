/** Names the epoch of the log that an answer was read from. */
export const epochHeader = 'Parley-Epoch';
