import type { JsonSchema } from '@parley/protocol/documents/json-schema.ts';
import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { pixel } from '@parley/testkit/cast.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { z } from 'zod';
import type { RawRequest } from './http-lane.ts';
import { mutatedRequest } from './mutate-request.ts';
import { mutatedText } from './mutate-text.ts';
import { mutatedValue } from './mutate-value.ts';
import { isRefusedByContract, operationAt } from './oracle.ts';
import { type Request, requestBytes } from './request.ts';
import { SchemaValues } from './schema-value.ts';
import { type FuzzPersona, personas, type Stage } from './stage.ts';
import { dictionaryOf } from './stage-dictionary.ts';

/** What was done to a request that was right: nothing, to its values, to its JSON, to its address, method or head. */
export type Treatment = 'right' | 'values' | 'json' | 'request';

export interface HttpInput extends RawRequest {
  readonly treatment: Treatment;
  readonly as: FuzzPersona;
  /** What its address and method name; undefined: nothing, or one cannot say. */
  readonly operation: OperationId | undefined;
  /** `refused`: the contract leaves no other answer. `harmless`: it only reads. Both change nothing. */
  readonly certain: 'refused' | 'harmless' | undefined;
}

/** Cost a password's hash, or make more than a stage can hold: few of these are asked for in earnest. */
const dear = new Set<OperationId>([
  'register',
  'signIn',
  'setUp',
  'resetPassword',
  'removeAccount',
  'createApp',
]);
/** Whoever does these is gone. */
const leaving = new Set<OperationId>(['removeAccount', 'endSession']);
const people = ['owner', 'member', 'stranger', 'guest'] as const;
const treatments: readonly Treatment[] = [
  ...([
    'right',
    'values',
    'values',
    'values',
    'values',
    'values',
    'json',
    'json',
    'request',
    'request',
  ] as const),
];

/** One request, made of chance alone; what is dear and might succeed is seldom. */
export function httpInput(stage: Stage, chance: Seeded): HttpInput {
  for (;;) {
    const input = anyInput(stage, chance);
    const isDear = input.operation !== undefined && dear.has(input.operation);
    if (input.certain !== undefined || !isDear || chance.oneIn(40)) return input;
  }
}

function anyInput(stage: Stage, chance: Seeded): HttpInput {
  const id = chance.pick(operationIds);
  const treatment = chance.pick(treatments);
  const as = personaFor(id, treatment, chance);
  const right = rightRequest(id, stage, chance);
  const token = stage.tokenOf(as);
  const treated = treat(id, right, treatment, chance);
  const header = chance.oneIn(8) ? 'Cookie' : 'Authorization';
  const request: Request = token === undefined ? treated : withToken(treated, header, token);
  const operation = operationAt(request);
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const refused = operation !== undefined && isRefusedByContract(operation, request, as);
  return {
    treatment,
    as,
    operation,
    method: request.method,
    bytes: requestBytes(request, stage.url),
    certain: refused ? 'refused' : isRead ? 'harmless' : undefined,
  };
}

/** A request that is right comes mostly from somebody who may ask; the others from anybody. */
function personaFor(id: OperationId, treatment: Treatment, chance: Seeded): FuzzPersona {
  const mayAsk = operationOf(id).credential === 'session' ? people : personas;
  const as = chance.pick(treatment === 'right' || chance.oneIn(2) ? mayAsk : personas);
  return leaving.has(id) && as !== 'anonymous' && as !== 'holder' ? 'guest' : as;
}

function withToken(request: Request, header: 'Cookie' | 'Authorization', token: string): Request {
  if (request.headers.some(([name]) => name === 'Cookie' || name === 'Authorization')) return request;
  const value = header === 'Cookie' ? `parley_session=${token}` : `Bearer ${token}`;
  return { ...request, headers: [...request.headers, [header, value]] };
}

function rightRequest(id: OperationId, stage: Stage, chance: Seeded): Request {
  const { method, path, body } = operationOf(id);
  const values = new SchemaValues(chance, dictionaryOf(stage));
  const { params, query, body: bodySchema } = schemasOf(id);
  const base = {
    method,
    route: path,
    params: fieldsOf(params && values.valueOf(params)),
    query: fieldsOf(query && values.valueOf(query)),
  };
  if (body === 'picture')
    return { ...base, headers: [['Content-Type', 'image/png']], body: Buffer.from(pixel) };
  if (bodySchema === undefined) return { ...base, headers: [], body: undefined };
  const json = { value: values.valueOf(bodySchema) };
  return { ...base, headers: [['Content-Type', 'application/json']], json, body: undefined };
}

function treat(id: OperationId, request: Request, treatment: Treatment, chance: Seeded): Request {
  if (treatment === 'values') return withOtherValues(request, chance);
  if (treatment === 'request') return mutatedRequest(request, chance);
  if (treatment === 'right') return request;
  const { json, body } = request;
  const bytes = json === undefined ? body : undefined;
  if (operationOf(id).method === 'GET') return withOtherValues(request, chance);
  const text = json === undefined ? '{}' : JSON.stringify(json.value);
  return { ...request, json: undefined, body: bytes ?? mutatedText(text ?? '', chance) };
}

function withOtherValues(request: Request, chance: Seeded): Request {
  const { params, query, json } = request;
  const times = 1 + chance.below(2);
  const change = (value: unknown) => {
    let changed = value;
    for (let time = 0; time < times; time += 1) changed = mutatedValue(changed, chance);
    return changed;
  };
  if (json !== undefined && !chance.oneIn(4)) return { ...request, json: { value: change(json.value) } };
  if (Object.keys(params).length > 0 && chance.oneIn(2))
    return { ...request, params: fieldsOf(change(params)) };
  return { ...request, query: fieldsOf(change(query)) };
}

const longestText = 2000;

/** Values as an address has them; what is no object has no fields. */
function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.slice(0, 100), textOf(each)]));
}

function textOf(value: unknown): string {
  const text = typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
  return text.slice(0, longestText).toWellFormed();
}

interface Schemas {
  readonly params: JsonSchema | undefined;
  readonly query: JsonSchema | undefined;
  readonly body: JsonSchema | undefined;
}

const known = new Map<OperationId, Schemas>();

function schemasOf(id: OperationId): Schemas {
  const before = known.get(id);
  if (before !== undefined) return before;
  const { params, query, body } = operationOf(id);
  const schemas = {
    params: params && schemaOf(params),
    query: query && schemaOf(query),
    body: typeof body === 'object' ? schemaOf(body) : undefined,
  };
  known.set(id, schemas);
  return schemas;
}

export function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}
