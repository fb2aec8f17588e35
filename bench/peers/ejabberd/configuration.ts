import { domain } from '../../load/xmpp-sign-in.ts';

/** ejabberd's database in MariaDB, its user there, and that one's password: they live as long as a run. */
export const database = 'ejabberd';

/** ejabberd.yml: accounts and archive in SQL, clients on one port of loopback, and no module but the archive. */
export function configuration(ports: { readonly xmpp: number; readonly mariadb: number }): string {
  return `hosts:
  - ${domain}
loglevel: info
sql_type: mysql
sql_server: 127.0.0.1
sql_port: ${ports.mariadb}
sql_database: ${database}
sql_username: ${database}
sql_password: ${database}
default_db: sql
auth_method: sql
auth_password_format: plain
listen:
  -
    port: ${ports.xmpp}
    ip: 127.0.0.1
    module: ejabberd_c2s
    starttls: false
modules:
  mod_mam:
    db_type: sql
    default: always
`;
}
