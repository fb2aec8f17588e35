/** Who owns the server; very few do, so SQLite's index holds nobody else. */
export const owner = `
alter table user add column is_owner integer not null default 0;
create index owner_by_app on user (app) where is_owner = 1;
`;

export const ownerMysql = (): readonly string[] => [
  'alter table user add column is_owner tinyint not null default 0',
  'create index owner_by_app on user (app, is_owner)',
];
