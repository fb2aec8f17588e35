/**
 * The same tables on MySQL. No table refers to another and none is split by a date: each hot one begins with the key
 * by which it is spread over machines (docs/sharding.md). `entry` is filled from the log by a projector; the log is
 * elsewhere, and so are its own tables. What an entry's `seq` says of its tail is written as log/tail-seq.ts has it. Indexes of some rows only do not exist here: what SQLite leaves out stands
 * under null at the index's end.
 */
const columns: Readonly<Record<string, string>> = {
  meta: '`key` varchar(64) primary key, value text not null',

  entry: `
    log bigint not null,
    position bigint not null,
    number bigint not null,
    kind int not null,
    about bigint,
    author bigint,
    label varchar(255),
    client_id varchar(64),
    at bigint not null,
    content mediumtext,
    data mediumtext,
    seq bigint not null,
    retry bigint,
    tail int as (seq div 1024 mod 256) virtual,
    spoken bigint as (if(kind in (6, 7, 20, 21, 22, 23, 24, 25, 26, 27), position, null)) virtual,
    primary key (log, position),
    key edit_by_message (log, about, kind),
    key entry_by_seq (tail, seq),
    key entry_by_retry (log, retry),
    key spoken_entry (log, spoken)`,

  tailer: 'name varchar(64) primary key, seq bigint not null',

  lease: 'name varchar(64) primary key, holder varchar(64) not null, until bigint not null',

  app: `
    id bigint auto_increment primary key,
    token varchar(64) not null,
    name varchar(255) not null,
    secret_hash varbinary(64) not null,
    chats_count bigint not null default 0,
    created_at bigint not null,
    unique key app_by_token (token)`,

  user: `
    id bigint auto_increment primary key,
    app bigint not null,
    username varchar(64) not null,
    name varchar(255) not null,
    email varchar(320),
    password_hash varchar(255),
    status_text varchar(255) not null default '',
    avatar varchar(255),
    search_text varchar(8000) not null default '',
    presence_visibility varchar(16) not null default 'friends',
    last_seen bigint,
    created_at bigint not null,
    deleted_at bigint,
    unique key user_by_username (app, username),
    unique key user_by_email (app, email)`,

  session: `
    hash varbinary(64) primary key,
    handle varchar(64) not null,
    user bigint not null,
    device varchar(1024) not null,
    created_at bigint not null,
    last_used_at bigint not null,
    expires_at bigint not null,
    unique key session_by_handle (handle),
    key session_by_user (user, created_at, handle),
    key session_by_expiry (expires_at)`,

  password_reset: `
    hash varbinary(64) primary key,
    user bigint not null,
    expires_at bigint not null,
    key password_reset_by_user (user),
    key password_reset_by_expiry (expires_at)`,

  friend_request: `
    sender bigint not null,
    recipient bigint not null,
    created_at bigint not null,
    is_read tinyint not null default 0,
    is_hidden tinyint not null default 0,
    primary key (sender, recipient),
    key friend_request_by_recipient (recipient, is_hidden, created_at, sender),
    key friend_request_by_sender (sender, created_at, recipient)`,

  friendship: `
    user bigint not null,
    friend_username varchar(64) not null,
    friend bigint not null,
    since bigint not null,
    primary key (user, friend_username),
    unique key friendship_by_friend (friend, user)`,

  block: `
    user bigint not null,
    blocked_username varchar(64) not null,
    blocked bigint not null,
    primary key (user, blocked_username),
    key block_by_blocked (blocked, user)`,

  chat: `
    log bigint primary key,
    app bigint not null,
    number bigint not null,
    kind varchar(16) not null,
    name varchar(255),
    picture varchar(255),
    creator bigint,
    created_at bigint not null,
    messages_count bigint not null default 0,
    position bigint not null default 0,
    active_at bigint not null,
    deleted_at bigint,
    key chat_by_app (app, kind, number)`,

  member: `
    log bigint not null,
    user bigint not null,
    role varchar(16) not null,
    joined_at bigint not null,
    delivered bigint not null default 0,
    \`read\` bigint not null default 0,
    primary key (log, user),
    key member_by_user (user, log)`,

  invitation: `
    log bigint not null,
    user bigint not null,
    invited_by bigint,
    created_at bigint not null,
    primary key (log, user),
    key invitation_by_user (user, created_at, log)`,

  message_state: `
    log bigint not null,
    number bigint not null,
    revision bigint not null,
    content mediumtext,
    edited_at bigint,
    deleted_at bigint,
    pinned_at bigint,
    primary key (log, number),
    key pinned_message (log, pinned_at, number),
    key deleted_message (log, deleted_at, number)`,

  reaction: `
    log bigint not null,
    number bigint not null,
    emoji varchar(64) not null,
    user bigint not null,
    primary key (log, number, emoji, user)`,
};

/** A statement a table; `options` are what every table ends with. */
export const firstMysql = (options: string): readonly string[] =>
  Object.entries(columns).map(([table, body]) => `create table ${table} (${body}) ${options}`);
