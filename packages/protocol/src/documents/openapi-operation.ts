import type { Credential, Operation } from '../operation.ts';
import { type OperationId, operationOf } from '../operation-table.ts';
import { answerExample } from './answer-examples.ts';
import { curlOf } from './curl.ts';
import { bodyExample, parameterExamples } from './examples.ts';
import type { SchemaBook } from './json-schema.ts';
import { errorReferences } from './openapi-errors.ts';
import type { OpenApiBody, OpenApiOperation, OpenApiParameter, OpenApiResponse } from './openapi-types.ts';

const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'];

const security: Readonly<Record<Credential, OpenApiOperation['security']>> = {
  none: [],
  app: [],
  operator: [{}, { operator: [] }],
  session: [{ bearer: [] }, { cookie: [] }],
};

/** One operation as OpenAPI describes it. */
export function documentOperation(id: OperationId, book: SchemaBook, serverUrl: string): OpenApiOperation {
  const operation = operationOf(id);
  const body = bodyOf(id, operation, book);
  return {
    operationId: id,
    tags: [operation.tag],
    summary: operation.summary,
    parameters: [...parametersOf('path', operation, book), ...parametersOf('query', operation, book)],
    ...(body === undefined ? {} : { requestBody: body }),
    responses: { [operation.status]: success(id, operation, book), ...errorReferences(operation) },
    security: security[operation.credential],
    'x-credential': operation.credential,
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: curlOf(id, serverUrl) }],
  };
}

function parametersOf(place: 'path' | 'query', operation: Operation, book: SchemaBook): OpenApiParameter[] {
  const schema = place === 'path' ? operation.params : operation.query;
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = book.of(schema);
  return Object.entries(properties).map(([name, { description, ...property }]) => {
    const about = description ?? meaningOf(name, operation);
    const example = parameterExamples[name];
    return {
      name,
      in: place,
      required: required.includes(name) && property.default === undefined,
      ...(about === undefined ? {} : { description: about }),
      schema: property,
      ...(example === undefined ? {} : { example }),
    };
  });
}

/** What a parameter means where its schema does not say; a path that names a chat apart ends in a message. */
function meaningOf(name: string, { path }: Operation): string | undefined {
  if (name === 'number') return path.includes(':chat') ? "The message's number." : "The chat's number.";
  return parameterMeanings[name];
}

const parameterMeanings: Readonly<Record<string, string>> = {
  token: "The app's token: the credential.",
  chat: "The chat's number.",
  username: "A person's username.",
  handle: "The session's handle, or `current`.",
  code: 'The code of the link that was mailed.',
  emoji: 'One emoji, percent-encoded.',
  limit: 'How many items to answer at most.',
  cursor: "Where to go on: the previous answer's next_cursor.",
  before: 'Only messages with a smaller number.',
  around: 'The page on whose middle the message of this number is.',
  at: 'The page around the first message that is not older than this time.',
  after: 'Only what has a greater number or position.',
  page: 'Which page, from 1.',
  q: 'The text to look for: any part, of any length.',
  keyword: 'The text to look for: any part, of any length.',
  direction: 'Which requests: those you got, or those you sent.',
  sender: 'Only messages of this person.',
  since: 'Only messages from this time on.',
  until: 'Only messages before this time.',
};

function bodyOf(id: OperationId, { body }: Operation, book: SchemaBook): OpenApiBody | undefined {
  if (body === undefined) return undefined;
  if (body === 'picture') return { required: true, content: pictureContent() };
  const example = bodyExample(id);
  return { required: true, content: { 'application/json': { schema: book.of(body), example } } };
}

function success(id: OperationId, operation: Operation, book: SchemaBook): OpenApiResponse {
  const { answer, answerHeaders = {} } = operation;
  if (answer === undefined) return { description: 'Done; no content.' };
  if (answer === 'picture') return { description: 'The picture.', content: pictureContent() };
  const headers = Object.entries(answerHeaders).map(
    ([name, description]) => [name, { description, schema: { type: 'integer' } }] as const,
  );
  return {
    description: 'Done.',
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    content: { 'application/json': { schema: book.of(answer), example: answerExample(id) } },
  };
}

function pictureContent(): OpenApiBody['content'] {
  return Object.fromEntries(pictureTypes.map((type) => [type, {}]));
}
