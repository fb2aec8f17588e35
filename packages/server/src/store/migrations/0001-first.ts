/**
 * The log's entries lie in the order in which they were appended, with one index to find a log's positions:
 * docs/decisions/0003-log-layout.md has the measurements. Everything else is read model.
 */
export const first = `
create table meta (key text primary key, value text not null) without rowid;

create table entry (
  seq integer primary key,
  log integer not null,
  position integer not null,
  number integer not null,
  kind integer not null,
  about integer,
  author integer,
  label text,
  client_id text,
  at integer not null,
  content text,
  data text
);
create unique index entry_by_position on entry (log, position);
create index edit_by_message on entry (log, about) where kind = 2;

create table retry_run (
  id integer primary key,
  level integer not null,
  first_seq integer not null unique,
  last_seq integer not null,
  keys integer not null,
  filter blob not null
);
create table retry_chunk (
  run integer not null,
  first_hash integer not null,
  hashes blob not null,
  seqs blob not null,
  primary key (run, first_hash)
) without rowid;

create table tailer (name text primary key, seq integer not null) without rowid;

create table app (
  id integer primary key,
  token text not null unique,
  name text not null,
  secret_hash blob not null,
  chats_count integer not null default 0,
  created_at integer not null
);

create table user (
  id integer primary key,
  app integer not null,
  username text not null,
  name text not null,
  email text,
  password_hash text,
  status_text text not null default '',
  avatar text,
  search_text text not null default '',
  presence_visibility text not null default 'friends',
  last_seen integer,
  created_at integer not null,
  deleted_at integer
);
create unique index user_by_username on user (app, username);
create unique index user_by_email on user (app, email);

create table session (
  hash blob primary key,
  handle text not null unique,
  user integer not null,
  device text not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null
) without rowid;
create index session_by_user on session (user, created_at, handle);
create index session_by_expiry on session (expires_at);

create table password_reset (
  hash blob primary key,
  user integer not null,
  expires_at integer not null
) without rowid;
create index password_reset_by_user on password_reset (user);
create index password_reset_by_expiry on password_reset (expires_at);

create table friend_request (
  sender integer not null,
  recipient integer not null,
  created_at integer not null,
  is_read integer not null default 0,
  is_hidden integer not null default 0,
  primary key (sender, recipient)
) without rowid;
create index friend_request_by_recipient on friend_request (recipient, is_hidden, created_at, sender);
create index friend_request_by_sender on friend_request (sender, created_at, recipient);

create table friendship (
  user integer not null,
  friend_username text not null,
  friend integer not null,
  since integer not null,
  primary key (user, friend_username)
) without rowid;
create unique index friendship_by_friend on friendship (friend, user);

create table block (
  user integer not null,
  blocked_username text not null,
  blocked integer not null,
  primary key (user, blocked_username)
) without rowid;
create index block_by_blocked on block (blocked, user);

create table chat (
  log integer primary key,
  app integer not null,
  number integer not null,
  kind text not null,
  name text,
  picture text,
  creator integer,
  created_at integer not null,
  messages_count integer not null default 0,
  position integer not null default 0,
  active_at integer not null,
  deleted_at integer
);
create index chat_by_app on chat (app, kind, number);

create table member (
  log integer not null,
  user integer not null,
  role text not null,
  joined_at integer not null,
  delivered integer not null default 0,
  read integer not null default 0,
  primary key (log, user)
) without rowid;
create index member_by_user on member (user, log);

create table invitation (
  log integer not null,
  user integer not null,
  invited_by integer,
  created_at integer not null,
  primary key (log, user)
) without rowid;
create index invitation_by_user on invitation (user, created_at, log);

create table message_state (
  log integer not null,
  number integer not null,
  revision integer not null,
  content text,
  edited_at integer,
  deleted_at integer,
  pinned_at integer,
  primary key (log, number)
) without rowid;
create index pinned_message on message_state (log, number) where pinned_at is not null;
create index deleted_message on message_state (log, number) where deleted_at is not null;

create table reaction (
  log integer not null,
  number integer not null,
  emoji text not null,
  user integer not null,
  primary key (log, number, emoji, user)
) without rowid;
`;
