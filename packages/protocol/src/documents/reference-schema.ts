import { type Html, html, inline, type Part } from './html.ts';
import type { JsonSchema } from './json-schema.ts';

/** The name of a referenced schema. */
export function schemaName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** A schema's kind in a few words, with links to those that have a name. */
export function kindOf(schema: JsonSchema): Part {
  if (schema.$ref !== undefined) {
    const name = schemaName(schema.$ref);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`;
  if (schema.enum !== undefined)
    return alternatives(schema.enum.map((value) => html`<code>${String(value)}</code>`));
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return alternatives(choices.map(kindOf));
  if (schema.type === 'array')
    return ['list of ', schema.prefixItems?.[0] ? tuple(schema.prefixItems) : items(schema)];
  if (schema.type === 'object')
    return schema.properties === undefined ? ['map to ', values(schema)] : 'object';
  return words(schema.type);
}

/** The bounds a value has to keep, in words. */
export function boundsOf(schema: JsonSchema): string {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, format, pattern } = schema;
  const bounds = [
    range(minLength, maxLength, 'characters'),
    range(minItems, maxItems, 'items'),
    range(minimum, maximum, ''),
    format,
    pattern === undefined || pattern.length > 80 ? undefined : `matches \`${pattern}\``,
    schema.default === undefined ? undefined : `\`${String(schema.default)}\` when absent`,
  ];
  return bounds.filter((bound) => bound !== undefined).join(', ');
}

/** A table of an object's fields, or one per alternative. */
export function fieldsOf(schema: JsonSchema, caption: string): Part {
  if (schema.oneOf !== undefined)
    return schema.oneOf.map((choice) => fieldsOf(choice, `${caption}: ${variant(choice)}`));
  const { properties, required = [] } = schema;
  if (properties === undefined) return html`<p>${kindOf(schema)}</p>`;
  const rows = Object.entries(properties).map(([name, field]) =>
    fieldRow(name, field, required.includes(name)),
  );
  return fieldsTable(caption, rows);
}

export function fieldsTable(caption: string, rows: readonly Html[]): Html {
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Meaning and bounds</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

export function fieldRow(name: string, schema: JsonSchema, required: boolean): Html {
  const { description } = schema;
  const bounds = boundsOf(schema);
  const meaning = [description, bounds].filter((text) => text !== undefined && text !== '').join(' — ');
  const needed = required ? html` <span class="required">required</span>` : undefined;
  return html`<tr><th scope="row"><code>${name}</code>${needed}</th><td>${kindOf(schema)}</td><td>${inline(meaning)}</td></tr>
`;
}

/** What tells an alternative from the others: its first constant. */
function variant({ properties = {} }: JsonSchema): string {
  const fixed = Object.values(properties).find((field) => field.const !== undefined);
  return fixed === undefined ? 'alternative' : String(fixed.const);
}

function alternatives(parts: readonly Part[]): Part {
  return parts.map((part, index) => (index === 0 ? part : [' or ', part]));
}

function tuple(parts: readonly JsonSchema[]): Part {
  return [String(parts.length), ' × ', parts[0] === undefined ? 'anything' : kindOf(parts[0])];
}

function items(schema: JsonSchema): Part {
  return schema.items === undefined ? 'anything' : kindOf(schema.items);
}

function values({ additionalProperties }: JsonSchema): Part {
  return typeof additionalProperties === 'object' ? kindOf(additionalProperties) : 'anything';
}

const plain: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
};

function words(type: JsonSchema['type']): string {
  const types = typeof type === 'string' ? [type] : (type ?? ['anything']);
  return types.map((each) => plain[each] ?? each).join(' or ');
}

function range(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `at least ${least} ${unit}`.trim();
  if (least === undefined) return `at most ${most} ${unit}`.trim();
  return `${least} to ${most} ${unit}`.trim();
}
