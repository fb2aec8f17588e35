import { existsSync, globSync } from 'node:fs';

/** Where Debian's packages have what the peer runs. */
export const debian = {
  erl: '/usr/bin/erl',
  mariadb: '/usr/bin/mariadb',
  mariadbd: '/usr/sbin/mariadbd',
  mariadbInstall: '/usr/bin/mariadb-install-db',
  /** The tables of ejabberd. */
  tables: '/usr/share/ejabberd/sql/mysql.sql',
} as const;

const driver = '/usr/lib/erlang/lib/p1_mysql-*/ebin';

/** The folder of Erlang's libraries that has ejabberd among them; nothing where it is not installed. */
export function ejabberdLibraries(): string | undefined {
  const [found] = globSync('/usr/lib/*/ejabberd-*/ebin');
  return found?.replace(/\/ejabberd-[^/]*\/ebin$/, '');
}

/** What has to be installed before the peer can run; nothing where everything is there. */
export function whatIsMissing(): string | undefined {
  const isThere =
    ejabberdLibraries() !== undefined &&
    globSync(driver).length > 0 &&
    Object.values(debian).every((file) => existsSync(file));
  if (isThere) return undefined;
  return 'Debian’s packages ejabberd, erlang-p1-mysql and mariadb-server are not installed here';
}
