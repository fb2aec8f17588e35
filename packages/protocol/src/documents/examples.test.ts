import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downFrame, upFrame } from '../frames.ts';
import { operationIds, operationOf } from '../operation-table.ts';
import { validate } from '../validate.ts';
import { answerExample } from './answer-examples.ts';
import { downMessages, upMessages } from './asyncapi-messages.ts';
import { bodyExample, parameterExamples } from './examples.ts';

test('API6 every example of a body, a path and an answer is valid', () => {
  for (const id of operationIds) {
    const { body, params, answer } = operationOf(id);
    if (body !== undefined && body !== 'picture') {
      assert.deepEqual(validate(body, bodyExample(id)), { ok: true, value: bodyExample(id) }, id);
    }
    if (answer !== undefined && answer !== 'picture') {
      assert.deepEqual(validate(answer, answerExample(id)), { ok: true, value: answerExample(id) }, id);
    }
    const names = [...operationOf(id).path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
    const given = Object.fromEntries(names.map((name) => [name, String(parameterExamples[name])]));
    if (params !== undefined) assert.ok(validate(params, given).ok, id);
  }
});

test('API6 every example of a frame is valid', () => {
  for (const [name, { example }] of Object.entries(upMessages))
    assert.ok(validate(upFrame, example).ok, name);
  for (const [name, { example }] of Object.entries(downMessages))
    assert.ok(validate(downFrame, example).ok, name);
});

test('INPUT1 every operation refuses a field that is not its own, by name', () => {
  for (const id of operationIds) {
    const { body } = operationOf(id);
    if (body === undefined || body === 'picture') continue;
    const input = { ...Object(bodyExample(id)), surprise: 'x' };
    const result = validate(body, input);
    assert.ok(!result.ok, id);
    assert.equal(result.error.code, 'unknown_field', id);
    assert.equal(result.error.details?.fields?.[0]?.field, 'surprise', id);
  }
});

test('INPUT1 every frame refuses a field that is not its own, by name', () => {
  for (const [name, { example }] of Object.entries(upMessages)) {
    const result = validate(upFrame, { ...Object(example), surprise: 1 });
    assert.ok(!result.ok && result.error.code === 'unknown_field', name);
  }
});
