/** Every statement of the SQLite search index that runs while it serves, by what it is for. */
export const searchQueries = {
  candidates: `
  select d.seq as seq, d.log as log, instr(d.text, ?) as found
  from gram g cross join document d on d.seq = g.rowid
  where g.gram match ? and g.rowid < cast(? as integer)
  order by g.rowid desc`,
  countByWords: `
  select count(*) as n from gram
  where gram match ? and rowid >= cast(? as integer) and rowid < cast(? as integer)`,
  countInLogs: `
  select count(*) as n from gram g cross join document d on d.seq = g.rowid
  where g.gram match ? and g.rowid >= cast(? as integer) and g.rowid < cast(? as integer)
    and instr(d.text, ?) > 0 and d.log in (select value from json_each(?))`,
  countByText: `
  select count(*) as n from gram g cross join document d on d.seq = g.rowid
  where g.gram match ? and g.rowid >= cast(? as integer) and g.rowid < cast(? as integer)
    and instr(d.text, ?) > 0`,
  bounds: 'select (select min(seq) from document) as first, (select max(seq) from document) as last',
  insertDocument: 'insert into document (seq, log, text) values (?, ?, ?)',
  insertWords: 'insert into gram (rowid, words) values (?, ?)',
  deleteDocument: 'delete from document where seq = ?',
  deleteWords: 'delete from gram where rowid = ?',
  setCheckpoint: 'update progress set checkpoint = ? where id = 1',
  readCheckpoint: 'select checkpoint from progress where id = 1',
} as const;
