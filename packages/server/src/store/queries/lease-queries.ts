import type { MysqlTexts } from './mysql-text.ts';

/** Milliseconds since 1970, by the database's clock: one for all nodes. */
const now = "cast(unixepoch('subsec') * 1000 as integer)";
/** In UTC: the local time is the same twice when summer ends. */
const mysqlNow = "timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000";

/** Every statement about leases. */
export const leaseQueries = {
  /** A row to take; one that nobody has held is free. */
  prepare: "insert or ignore into lease (name, holder, until) values (?, '', 0)",
  hold: `update lease set holder = ?, until = ${now} + ? where name = ? and (holder = ? or until <= ${now})`,
  holder: `select holder from lease where name = ? and until > ${now}`,
  release: "update lease set holder = '', until = 0 where name = ? and holder = ?",
} as const;

export const leaseMysql: MysqlTexts<typeof leaseQueries> = {
  prepare: {
    sql: "insert into lease (name, holder, until) values (?, '', 0) on duplicate key update until = until",
  },
  hold: {
    sql: `update lease set holder = ?, until = ${mysqlNow} + ? where name = ? and (holder = ? or until <= ${mysqlNow})`,
  },
  holder: { sql: `select holder from lease where name = ? and until > ${mysqlNow}` },
};
