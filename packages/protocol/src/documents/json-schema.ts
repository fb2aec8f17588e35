import { z } from 'zod';
import { namedSchemas } from './named-schemas.ts';

/** A JSON Schema (2020-12), as far as the documents made from it look inside. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  description?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
}

export interface SchemaBook {
  /** The shared schemas by name. */
  readonly components: Record<string, JsonSchema>;
  /** A reference where the schema has a name, else the schema itself. */
  readonly of: (schema: z.ZodType) => JsonSchema;
}

const refPrefix = '#/components/schemas/';

/** Converts schemas together, so that shared ones become references (API5). */
export function schemaBook(schemas: Iterable<z.ZodType>): SchemaBook {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id });
  let unnamed = 0;
  for (const schema of schemas)
    if (!registry.has(schema)) registry.add(schema, { id: `unnamed${unnamed++}` });
  const converted = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => `${refPrefix}${id}`,
    override: ({ jsonSchema }) => tidy(jsonSchema),
  }).schemas as Record<string, JsonSchema>;
  for (const schema of Object.values(converted)) stripIdentity(schema);
  const components = Object.fromEntries(
    Object.keys(namedSchemas).map((name) => [name, converted[name] ?? {}]),
  );
  return { components, of: (schema) => lookUp(registry.get(schema)?.id, components, converted) };
}

function lookUp(
  id: string | undefined,
  components: Record<string, JsonSchema>,
  converted: Record<string, JsonSchema>,
): JsonSchema {
  const schema = id === undefined ? undefined : converted[id];
  if (id === undefined || schema === undefined) throw new Error('This schema was not given to schemaBook.');
  return id in components ? { $ref: `${refPrefix}${id}` } : schema;
}

/** What a format says already, and bounds that only say "an integer", would drown the rest. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format === 'date-time' || schema.format === 'email') delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

function stripIdentity(schema: JsonSchema & { $schema?: string; $id?: string; id?: string }): void {
  delete schema.$schema;
  delete schema.$id;
  delete schema.id;
}
