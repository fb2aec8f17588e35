/** One line of progress on standard error. @param {string} text */
export function say(text) {
  process.stderr.write(`parley: ${text}\n`);
}

/** One line about what went wrong and what to do. @param {string} text */
export function fail(text) {
  process.stderr.write(`parley: error: ${text}\n`);
}
