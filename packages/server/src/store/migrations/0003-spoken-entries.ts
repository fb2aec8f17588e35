/**
 * What a timeline tells between the messages is found without reading the messages and reactions around it. The list
 * of kinds must be written as `spokenBack` of the log's queries writes it, or the index is not used.
 */
export const spokenEntries = `
create index spoken_entry on entry (log, position) where kind in (6, 7, 20, 21, 22, 23, 24, 25, 26, 27);
`;
