import { type Html, html, inline, type Part, prose } from './documents/html.ts';
import type { OpenApiDocument } from './documents/openapi-types.ts';
import { operationArticle, type ShownOperation } from './documents/reference-operation.ts';
import { fieldsOf } from './documents/reference-schema.ts';

/** Where the page expects its styles, which are `referenceStyles`. */
export const referenceStylesPath = '/docs/reference.css';

/**
 * The API as one page to read and search, made from its OpenAPI document alone (API8).
 * It has no script and no inline style, so the strictest content security policy serves it.
 */
export function referencePage(document: OpenApiDocument): string {
  const { info } = document;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} API ${info.version}</title>
<link rel="stylesheet" href="${referenceStylesPath}">
</head>
<body>
<a class="skip" href="#main">Skip to the operations</a>
<header>
<h1>${info.title} API <small>${info.version}</small></h1>
${prose(info.description)}
<p>For programs: <a href="/api/v1/openapi.json">OpenAPI</a>, <a href="/api/v1/asyncapi.json">AsyncAPI</a>.</p>
</header>
<div class="columns">
${contents(document)}
<main id="main">
${firstSteps(document)}
${document.tags.map((tag) => section(tag, document))}
${errorSection(document)}
${schemaSection(document)}
</main>
</div>
</body>
</html>
`;
  return page.text;
}

function operationsOf(tag: string, document: OpenApiDocument): ShownOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );
}

function contents(document: OpenApiDocument): Html {
  const groups = document.tags.map(({ name }) => {
    const links = operationsOf(name, document).map(
      ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.operationId}</a></li>
`,
    );
    return html`<li><a href="#tag-${name}">${name}</a><ul>${links}</ul></li>
`;
  });
  return html`<nav aria-label="Contents"><ul>
<li><a href="#first-steps">First steps</a></li>
${groups}<li><a href="#errors">Errors</a></li>
<li><a href="#schemas">Schemas</a></li>
</ul></nav>`;
}

/** Commands that set the variables every other command uses. */
function firstSteps(document: OpenApiDocument): Html {
  const url = document.servers[0]?.url ?? '';
  const pick = `sed 's/.*"token":"\\([^"]*\\)".*/\\1/'`;
  const json = "-H 'Content-Type: application/json'";
  const app = `APP=$(curl -s "${url}/apps" ${json} -d '{"name":"Support desk"}' | ${pick})`;
  const person = `'{"username":"alice","password":"correct horse battery"}'`;
  const session = `SESSION=$(curl -s "${url}/users" ${json} \\\n  -d ${person} | ${pick})`;
  return html`<section id="first-steps" aria-labelledby="first-steps-title">
<h2 id="first-steps-title">First steps</h2>
<p>Create an app and keep its token, then register and keep the session's. The commands below use both.
One click selects a command.</p>
<pre class="command"><code>${app}</code></pre>
<pre class="command"><code>${session}</code></pre>
</section>
`;
}

function section(tag: OpenApiDocument['tags'][number], document: OpenApiDocument): Html {
  const articles = operationsOf(tag.name, document).map((shown) => operationArticle(shown, document));
  return html`<section id="tag-${tag.name}" aria-labelledby="tag-${tag.name}-title">
<h2 id="tag-${tag.name}-title">${tag.name}</h2>
<p>${inline(tag.description)}</p>
${articles}</section>
`;
}

function errorSection({ components }: OpenApiDocument): Html {
  const rows = Object.entries(components.examples).map(
    ([
      code,
      { summary, value, 'x-status': status },
    ]) => html`<tr id="error-${code}"><th scope="row"><code>${code}</code></th>
<td>${status}</td><td>${value.error.retry}</td><td>${summary}</td></tr>
`,
  );
  return html`<section id="errors" aria-labelledby="errors-title">
<h2 id="errors-title">Errors</h2>
<p>Every error has this form; <code>retry</code> says what helps: nothing, waiting, or connecting anew.</p>
<pre class="example"><code>${JSON.stringify(components.examples.invalid_request?.value, null, 2)}</code></pre>
<table><caption>All errors</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Retry</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows}</tbody></table>
</section>
`;
}

function schemaSection({ components }: OpenApiDocument): Html {
  const parts: Part = Object.entries(components.schemas).map(
    ([name, schema]) => html`<article id="schema-${name}" aria-labelledby="schema-${name}-title">
<h3 id="schema-${name}-title">${name}</h3>
${fieldsOf(schema, name)}</article>
`,
  );
  return html`<section id="schemas" aria-labelledby="schemas-title">
<h2 id="schemas-title">Schemas</h2>
${parts}</section>
`;
}
