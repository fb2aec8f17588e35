import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { limits } from './limits.ts';
import { messagesQuery } from './parameters.ts';
import {
  appToken,
  chatNumber,
  claimedPassword,
  clientId,
  content,
  emoji,
  name,
  password,
  position,
  query,
  senderLabel,
  statusText,
  username,
  written,
} from './scalars.ts';

function takes(schema: z.ZodType, ...values: readonly unknown[]) {
  for (const value of values) assert.ok(schema.safeParse(value).success, `takes ${JSON.stringify(value)}`);
}

function refuses(schema: z.ZodType, ...values: readonly unknown[]) {
  for (const value of values) assert.ok(!schema.safeParse(value).success, `refuses ${JSON.stringify(value)}`);
}

test('INPUT3 text with half of a surrogate pair is refused wherever text is taken', () => {
  for (const schema of [content, name, senderLabel, statusText, query, password, claimedPassword]) {
    refuses(schema, 'abcdefgh\ud800', '\udc00abcdefgh', 'abcd\udc00\ud800efgh');
    takes(schema, 'abcdefgh😀');
  }
});

test('INPUT4 a name is one visible line', () => {
  for (const schema of [name, senderLabel]) {
    takes(schema, 'a', 'Ünïcødé', '名前', 'عربي', 'שלום', '👩‍👩‍👧', "O'Brien & <b>", ' padded ');
    refuses(schema, '', ' ', '\t', 'a\nb', 'a\0', 'a\u0007', 'a\u007f', 'a\u0085', 'a\u2028b', 'a\u2029b');
    refuses(schema, '\u200b', '\u200d\ufeff', '\u3164', '\u2800', 'a\u202eb', '\u2066a', 1, null, ['a']);
  }
  takes(name, 'x'.repeat(limits.nameLength));
  refuses(name, 'x'.repeat(limits.nameLength + 1));
});

test('INPUT4 a message may have lines and tabs, but says something', () => {
  takes(content, 'a', 'two\nlines\tand tabs', '😀', '.', ' x ', '\u202eright to left');
  refuses(content, '', ' \n\t ', '\u200b\u200d', 'nul\0', 5, null, {});
});

test('INPUT4 a status text may be empty, never more than a line', () => {
  takes(statusText, '', 'On the train 🚆');
  refuses(statusText, 'a\nb', 'x'.repeat(limits.statusTextLength + 1));
});

test('INPUT5 numbers in addresses are decimal digits and nothing else', () => {
  const number = written(chatNumber);
  takes(number, '1', '42', '4294967295', '007');
  refuses(number, '0', '-1', '1e3', '0x10', ' 1', '1 ', '1.0', '+1', '١', '', 'NaN', 'Infinity');
  refuses(number, '4294967296', '99999999999999999999', '9'.repeat(400), ['1', '2'], null);
  takes(written(position), '0');
});

test('INPUT5 a limit has a bound and a value when absent', () => {
  assert.equal(messagesQuery.parse({}).limit, limits.messagePageSize);
  assert.equal(messagesQuery.parse({ limit: '100' }).limit, 100);
  for (const limit of ['0', '-5', '101', 'all', '1e2', '']) refuses(messagesQuery, { limit });
});

test('INPUT6 usernames are kept in lower case; two that differ in case are the same', () => {
  assert.equal(username.parse('Alice.B-c_9'), 'alice.b-c_9');
  takes(username, 'ab', '0a', 'x'.repeat(limits.usernameLength));
  refuses(
    username,
    'a',
    '',
    '.ab',
    '-ab',
    '_ab',
    'a b',
    'älice',
    'a\n',
    'ab\n',
    'x'.repeat(limits.usernameLength + 1),
  );
  refuses(username, 'a/b', 'a@b', 'a%20b', '\uff41b', 12, null);
});

test('INPUT6 me is nobody, since it stands for oneself', () => {
  refuses(username, 'me', 'ME', 'Me');
  takes(username, 'mee', 'me2');
});

test('INPUT7 an emoji is exactly one, however it is composed', () => {
  takes(emoji, '😀', '❤️', '❤', '👍🏽', '🏳️‍🌈', '👩‍👩‍👧‍👦', '👁️‍🗨️', '🇩🇪', '1️⃣', '#⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🫱🏻‍🫲🏿', '🧑🏽‍🚀');
  refuses(
    emoji,
    '',
    'a',
    '1',
    '#',
    '😀😀',
    '😀a',
    'a😀',
    '🇩',
    '🇩🇪🇫🇷',
    '👍🏽👍',
    ' 😀',
    '\u200d',
    '\ufe0f',
    '\ud83d',
  );
  refuses(emoji, `😀${'\u0301'.repeat(20)}`, `😀${'\u200d😀'.repeat(40)}`, 'e\u0301', '<😀>');
});

test('INPUT7 every emoji that Unicode recommends is one', () => {
  const recommended = /^\p{RGI_Emoji}$/v;
  let seen = 0;
  for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
    for (const suffix of ['', '\ufe0f', '\ufe0f\u20e3', '🏽', '🏿‍❤️‍💋‍👨🏻']) {
      const text = String.fromCodePoint(codePoint) + suffix;
      if (!recommended.test(text)) continue;
      seen++;
      assert.ok(emoji.safeParse(text).success, `${text} ${codePoint.toString(16)}`);
    }
  }
  assert.ok(seen > 1500, `saw ${seen}`);
});

test('INPUT9 a new password has a least length; a claimed one may be anything', () => {
  refuses(password, '', 'short', '1234567', 'x'.repeat(201));
  takes(password, '12345678', 'пароль-пароль', ' leading and trailing ', 'x'.repeat(200));
  takes(claimedPassword, 'x', 'wrong');
  refuses(claimedPassword, '', 'x'.repeat(201), 5);
});

test('INPUT11 tokens and client ids have one alphabet', () => {
  takes(appToken, 'Vq3uZk8sT1yXo5RwN7cEfA', '-_'.repeat(32));
  refuses(appToken, 'short', `${'a'.repeat(21)}/`, 'a'.repeat(65), `${'a'.repeat(22)}\n`);
  takes(clientId, 'x', '{"any":printable}', '~'.repeat(limits.clientIdLength));
  refuses(clientId, '', 'a b', 'é', 'x'.repeat(limits.clientIdLength + 1), 7, '\n');
});
