/**
 * Bare appends to SQLite of the rows that messages become, durable, so many a commit, for so long: what the disk
 * and the database allow. Usage: bare-appends.ts FOLDER ROWS_A_COMMIT MILLISECONDS; prints what came of it as JSON.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { typicalText } from '../load/send-frames.ts';
import { openAppendTable } from './append-table.ts';

const [, , folder = '.', perCommit = '500', milliseconds = '1000'] = process.argv;
const chats = 100;
const file = join(folder, 'appends.db');
const { connection, insert } = openAppendTable(file);
const began = performance.now();
let rows = 0;
while (performance.now() - began < Number(milliseconds)) {
  connection.exec('begin');
  for (let index = 0; index < Number(perCommit); index++, rows++) {
    const counter = String(rows).padStart(8, '0');
    insert.run(
      rows % chats,
      Math.floor(rows / chats) + 1,
      1,
      `abcde${counter}`,
      `${counter} ${typicalText}`,
      Date.now(),
    );
  }
  connection.exec('commit');
}
const seconds = (performance.now() - began) / 1000;
connection.close();
console.log(JSON.stringify({ rows, perSecond: rows / seconds, bytesPerRow: statSync(file).size / rows }));
