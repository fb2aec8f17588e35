import type { z } from 'zod';
import { downMessages, upMessages } from './documents/asyncapi-messages.ts';
import { type SchemaBook, schemaBook } from './documents/json-schema.ts';
import { errorCodes, errorRule } from './errors.ts';
import type { Operation } from './operation.ts';
import { operationIds, operationOf } from './operation-table.ts';

/** Everything two programs must agree on, as JSON with sorted keys and without words for people (API9). */
export function canonicalContract(): string {
  const operations = operationIds.map((id) => [id, operationOf(id)] as const);
  const frames = Object.entries({ ...upMessages, ...downMessages });
  const book = schemaBook([
    ...operations.flatMap(([, operation]) => schemasOf(operation)),
    ...frames.map(([, { schema }]) => schema),
  ]);
  return canonical({
    operations: Object.fromEntries(operations.map(([id, operation]) => [id, outline(operation, book)])),
    frames: Object.fromEntries(frames.map(([name, { schema }]) => [name, book.of(schema)])),
    schemas: book.components,
    errors: Object.fromEntries(errorCodes.map((code) => [code, { ...errorRule(code), meaning: '' }])),
  });
}

function schemasOf({ params, query, body, answer }: Operation): z.ZodType[] {
  return [params, query, body, answer].filter((part) => part !== undefined && part !== 'picture');
}

function outline(operation: Operation, book: SchemaBook): Readonly<Record<string, unknown>> {
  const part = (schema: z.ZodType | 'picture' | undefined) =>
    schema === undefined || schema === 'picture' ? schema : book.of(schema);
  const { method, path, credential, status, answerHeaders = {} } = operation;
  return {
    method,
    path,
    credential,
    status,
    headers: Object.keys(answerHeaders).toSorted(),
    errors: operation.errors.toSorted(),
    params: part(operation.params),
    query: part(operation.query),
    body: part(operation.body),
    answer: part(operation.answer),
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'description' && typeof inner === 'string') return undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}
