import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { chatInput } from './chat.ts';
import { errorBody } from './errors.ts';
import { upFrame } from './frames.ts';
import { friendRequestAnswer } from './friend.ts';
import { invitationsInput } from './member.ts';
import { messageInput, openMessageInput } from './message.ts';
import { byMessage, messagesQuery } from './parameters.ts';
import { everywhereQuery } from './search.ts';
import { accountChange, registration } from './user.ts';
import { problemsOf, validate } from './validate.ts';

interface Case {
  readonly schema: z.ZodType;
  readonly input: unknown;
  readonly code: 'invalid_request' | 'unknown_field';
  readonly problems: Readonly<Record<string, RegExp>>;
}

const unknownField = /^is not a field of this request; remove it/;
const wholeNumber = /; give a whole number$/;

const cases: Readonly<Record<string, Case>> = {
  'a missing field': bad(registration, { username: 'alice' }, { password: /^is missing; give text$/ }),
  'a missing choice': bad(
    friendRequestAnswer,
    {},
    { status: /^is missing; give one of: read, accepted, rejected$/ },
  ),
  'a wrong choice': bad(
    friendRequestAnswer,
    { status: 'eaten' },
    { status: /^is not valid; give one of: read/ },
  ),
  'a wrong type': bad(openMessageInput, { content: 12 }, { content: /^is not valid; give text$/ }),
  'null for text': bad(openMessageInput, { content: null }, { content: /^is not valid; give text$/ }),
  'a list for an object': bad(openMessageInput, [], { '': /^is not valid; give an object$/ }),
  'nothing at all': bad(openMessageInput, undefined, { '': /^is missing; give an object$/ }),
  'a number in words': bad(byMessage, { chat: '1', number: 'one' }, { number: wholeNumber }),
  'a number too small': bad(messagesQuery, { limit: '0' }, { limit: /^is too small; give at least 1$/ }),
  'a number too large': bad(messagesQuery, { limit: '101' }, { limit: /^is too large; give at most 100$/ }),
  'a number beyond all numbers': bad(
    byMessage,
    { chat: '9'.repeat(25), number: '1' },
    { chat: /^is too large/ },
  ),
  'a parameter given twice': bad(everywhereQuery, { q: ['a', 'b'] }, { q: /^is not valid; give text$/ }),
  'a time': bad(everywhereQuery, { q: 'a', since: 'monday' }, { since: /^is not a time; write it in UTC/ }),
  'an empty list': bad(invitationsInput, { usernames: [] }, { usernames: /^is empty; give at least one$/ }),
  'too long a list': bad(
    invitationsInput,
    { usernames: Array.from({ length: 101 }, (_, index) => `user${index}`) },
    { usernames: /^has too many; give at most 100$/ },
  ),
  'an item of a list': bad(
    invitationsInput,
    { usernames: ['bob', 'c d'] },
    { 'usernames.1': /^is not a username; use/ },
  ),
  'two kinds of problem': bad(
    openMessageInput,
    { contents: 'x' },
    { content: /^is missing/, contents: unknownField },
  ),
  'one unknown field': odd(openMessageInput, { content: 'x', id: 4 }, { id: unknownField }),
  'several unknown fields': odd(
    openMessageInput,
    { content: 'x', a: 1, b: 2 },
    { a: unknownField, b: unknownField },
  ),
  'an unknown field inside': odd(
    messageInput,
    { forward: { chat: 1, number: 2, all: true } },
    { 'forward.all': unknownField },
  ),
  'an unknown query parameter': odd(messagesQuery, { offset: '3' }, { offset: unknownField }),
  'no kind': bad(chatInput, {}, { kind: /^is missing; give one of: private, group$/ }),
  'another kind': bad(chatInput, { kind: 'open' }, { kind: /^is not valid; give one of: private, group$/ }),
  'a field of the other kind': odd(
    chatInput,
    { kind: 'private', with: 'bob', members: [] },
    { members: unknownField },
  ),
  'an unknown frame': bad(
    upFrame,
    { type: 'shout' },
    { type: /^is not valid; give one of: send, mark, typing/ },
  ),
  'a bad position': bad(
    upFrame,
    { type: 'sync', chats: { 12: -1 } },
    { 'chats.12': /^is too small; give at least 0$/ },
  ),
  'a bad chat number': bad(
    upFrame,
    { type: 'sync', chats: { '0x1': 1 } },
    { 'chats.0x1': /^is not the number of a chat$/ },
  ),
  'neither text nor forward': bad(messageInput, {}, { content: /^is missing; write something, or name/ }),
  'a password without the current one': bad(
    accountChange,
    { password: 'a new password' },
    { current_password: /^is missing; it is needed/ },
  ),
  'a field named once': bad(openMessageInput, { content: '' }, { content: /^is empty; write something$/ }),
};

function bad(schema: z.ZodType, input: unknown, problems: Case['problems']): Case {
  return { schema, input, code: 'invalid_request', problems };
}

function odd(schema: z.ZodType, input: unknown, problems: Case['problems']): Case {
  return { schema, input, code: 'unknown_field', problems };
}

for (const [title, { schema, input, code, problems }] of Object.entries(cases)) {
  test(`INPUT2 ${title}: the problem is named with its remedy`, () => {
    const result = validate(schema, input);
    assert.ok(!result.ok);
    assert.equal(result.error.code, code);
    const fields = result.error.details?.fields ?? [];
    assert.deepEqual(fields.map(({ field }) => field).toSorted(), Object.keys(problems).toSorted());
    for (const { field, problem } of fields) assert.match(problem, problems[field] ?? /^$/);
    assert.ok(errorBody.safeParse({ error: result.error }).success);
  });
}

test('INPUT1 what is right comes out as the schema makes it', () => {
  assert.deepEqual(validate(messagesQuery, { before: '7' }), { ok: true, value: { before: 7, limit: 15 } });
});

test('INPUT1 a failed check that kept no input is named the same', () => {
  for (const [title, { schema, input, code, problems }] of Object.entries(cases)) {
    const failed = schema.safeParse(input);
    assert.ok(!failed.success, title);
    const error = problemsOf(failed.error);
    assert.equal(error.code, code, title);
    assert.deepEqual(
      (error.details?.fields ?? []).map(({ field }) => field).toSorted(),
      Object.keys(problems).toSorted(),
    );
  }
});

test('INPUT2 an answer never repeats a value', () => {
  const secret = 'hunter2-hunter2';
  const inputs: readonly (readonly [z.ZodType, unknown])[] = [
    [
      registration,
      { username: `${secret} x`, password: [secret], email: secret, app: secret, cookie: secret },
    ],
    [friendRequestAnswer, { status: secret }],
    [upFrame, { type: secret }],
    [upFrame, { type: 'sync', epoch: secret.repeat(9), chats: { 1: secret } }],
    [messagesQuery, { before: secret, limit: secret, cursor: `${secret} ` }],
  ];
  for (const [schema, input] of inputs) {
    const result = validate(schema, input);
    assert.ok(!result.ok);
    assert.ok(!JSON.stringify(result.error).includes('hunter2'), JSON.stringify(result.error));
  }
});

test('INPUT2 at most twenty fields are named, and long names are cut', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]));
  const flood = validate(openMessageInput, { content: 'x', ...many });
  assert.ok(!flood.ok && flood.error.details?.fields?.length === 20);
  const long = validate(openMessageInput, { content: 'x', [`${'é'.repeat(5000)}`]: 1, 'a\nb\ud800': 2 });
  assert.ok(!long.ok);
  const names = long.error.details?.fields?.map(({ field }) => field) ?? [];
  assert.ok(names.every((field) => field.length <= 201 && field.isWellFormed() && !/\p{Cc}/u.test(field)));
});

test('INPUT2 of the alternatives of a union the one most likely meant is named', () => {
  const schema = z.strictObject({
    value: z.union([z.string(), z.strictObject({ a: z.int() }), z.strictObject({ a: z.int(), b: z.int() })]),
  });
  assert.deepEqual(fieldNames(schema, { value: { a: 'x' } }), ['value.a']);
  assert.deepEqual(fieldNames(schema, { value: { a: 1, c: 2 } }), ['value.c']);
  assert.deepEqual(fieldNames(schema, { value: true }), ['value']);
});

function fieldNames(schema: z.ZodType, input: unknown): string[] {
  const result = validate(schema, input);
  return result.ok ? [] : (result.error.details?.fields ?? []).map(({ field }) => field);
}
