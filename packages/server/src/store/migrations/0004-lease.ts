/** Which node does what only one should do at a time. `until` is in milliseconds since 1970. */
export const lease = `
create table lease (name text primary key, holder text not null, until integer not null) without rowid;
`;
