/** Every statement about checkpoints of tailers. */
export const tailerQueries = {
  read: 'select seq from tailer where name = ?',
  save: 'insert into tailer (name, seq) values (?, ?) on conflict (name) do update set seq = max(seq, excluded.seq)',
} as const;
