/**
 * What MySQL, MariaDB and what speaks their protocol run for a statement, where SQLite's text will not do.
 * `?3` is the statement's third value and may stand more than once; plain `?` are all of them in order.
 */
export interface MysqlText {
  /**
   * Runs first and holds the rows until the commit. SQLite has one writer at a time; here, whatever could change the
   * outcome of a statement's conditions takes this lock too (STORE10).
   */
  readonly lock?: string;
  /** Left out: SQLite's own text. */
  readonly sql?: string;
  /** Stands for many such statements in a row. A plain insert of one row needs none. */
  readonly many?: ManyText;
  /** Runs behind it and selects what SQLite's text has behind `returning`. */
  readonly rows?: string;
}

/** `before`, then a `row` with all values of each statement and `between` them, then `after`. */
export interface ManyText {
  readonly before: string;
  readonly row: string;
  readonly between: string;
  readonly after: string;
}

/** Texts by the names of the statements that they stand for; what is missing is the same in all dialects. */
export type MysqlTexts<Queries> = { readonly [Name in keyof Queries]?: MysqlText };
