import type { Credential } from '../operation.ts';
import { type Html, html, inline, type Part } from './html.ts';
import type { JsonSchema } from './json-schema.ts';
import type { OpenApiDocument, OpenApiOperation, OpenApiResponse, Reference } from './openapi-types.ts';
import { fieldRow, fieldsOf, fieldsTable, kindOf, schemaName } from './reference-schema.ts';

const credentials: Readonly<Record<Credential, string>> = {
  none: 'Needs nothing.',
  operator: "Needs the operator's key, unless the server listens on loopback only or is configured open.",
  app: "Needs the app's token, in the path.",
  session: 'Needs a session.',
};

export interface ShownOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

/** One operation: what it does, needs, takes and answers, and a command that does it. */
export function operationArticle(
  { method, path, operation }: ShownOperation,
  document: OpenApiDocument,
): Html {
  const id = operation.operationId;
  return html`<article id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p class="summary">${inline(operation.summary)}. <span class="credential">${credentials[operation['x-credential']]}</span></p>
${parameters(operation)}${body(operation, document)}${answer(operation)}${errors(operation, document)}${samples(operation)}
</article>
`;
}

function parameters({ parameters }: OpenApiOperation): Part {
  if (parameters.length === 0) return undefined;
  const rows = parameters.map(({ name, in: place, required, description, schema }) => {
    const where = place === 'path' ? 'In the path.' : 'In the query.';
    return fieldRow(name, { ...schema, description: `${where} ${description ?? ''}`.trim() }, required);
  });
  return fieldsTable('Parameters', rows);
}

function body({ requestBody }: OpenApiOperation, document: OpenApiDocument): Part {
  if (requestBody === undefined) return undefined;
  const schema = requestBody.content['application/json']?.schema;
  if (schema === undefined) {
    return html`<p>Body: the bytes of a picture (${Object.keys(requestBody.content).join(', ')}).</p>`;
  }
  return fieldsOf(resolved(schema, document), 'Body');
}

function resolved(schema: JsonSchema, document: OpenApiDocument): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return document.components.schemas[schemaName(schema.$ref)] ?? schema;
}

function answer({ responses }: OpenApiOperation): Part {
  return Object.entries(responses).flatMap(([status, response]) => {
    if ('$ref' in response) return [];
    return [
      html`<h4>Answer</h4><p><span class="status">${status}</span> ${answerKind(response)}</p>
`,
      headers(response),
      example(response),
    ];
  });
}

function answerKind({ content, description }: OpenApiResponse): Part {
  const schema = content?.['application/json']?.schema;
  if (schema === undefined) return description;
  const items = schema.properties?.items;
  return items === undefined ? kindOf(schema) : [kindOf(items), ', in ', html`<code>items</code>`];
}

function headers(response: OpenApiResponse): Part {
  return Object.entries(response.headers ?? {}).map(
    ([name, { description }]) => html`<p>Header <code>${name}</code>: ${description}</p>
`,
  );
}

function example({ content }: OpenApiResponse): Part {
  const shown = content?.['application/json']?.example;
  return shown === undefined
    ? undefined
    : html`<pre class="example"><code>${JSON.stringify(shown, null, 2)}</code></pre>
`;
}

function errors({ responses }: OpenApiOperation, document: OpenApiDocument): Part {
  const items = Object.values(responses).flatMap((response) => codesOf(response, document));
  const links = items.map((code) => html`<li><a href="#error-${code}"><code>${code}</code></a></li>`);
  return html`<h4>Errors</h4><ul class="errors">${links}</ul>
`;
}

function codesOf(response: OpenApiResponse | Reference, document: OpenApiDocument): readonly string[] {
  if (!('$ref' in response)) return [];
  return document.components.responses[schemaName(response.$ref)]?.['x-error-codes'] ?? [];
}

function samples(operation: OpenApiOperation): Part {
  return operation['x-codeSamples'].map(
    ({ label, source }) => html`<h4>${label}</h4><pre class="command"><code>${source}</code></pre>
`,
  );
}
