import type { JsonSchema } from '@parley/protocol/documents/json-schema.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';

/** What a field of this name means here; undefined: whatever its schema says. */
export type Dictionary = (name: string, chance: Seeded) => unknown;

/** Values that a schema describes, with what exists on the server where a name says so. */
export class SchemaValues {
  readonly #chance: Seeded;
  readonly #dictionary: Dictionary;

  constructor(chance: Seeded, dictionary: Dictionary) {
    this.#chance = chance;
    this.#dictionary = dictionary;
  }

  valueOf(schema: JsonSchema, name = ''): unknown {
    const known = schema.type === 'array' ? undefined : this.#dictionary(name, this.#chance);
    if (known !== undefined && (name === 'ref' || !this.#chance.oneIn(5))) return known;
    const alternatives = schema.oneOf ?? schema.anyOf;
    if (alternatives !== undefined) return this.valueOf(this.#chance.pick(alternatives), name);
    if ('const' in schema) return schema.const;
    if (schema.enum !== undefined) return this.#chance.pick(schema.enum);
    return this.#typed(schema, name);
  }

  #typed(schema: JsonSchema, name: string): unknown {
    switch (schema.type) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return this.#array(schema, name);
      case 'integer':
        return this.#integer(schema);
      case 'boolean':
        return this.#chance.oneIn(2);
      case 'null':
        return null;
      default:
        return this.#text(schema);
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: JsonSchema): Record<string, unknown> {
    const fields = Object.entries(properties)
      .filter(([name]) => required.includes(name) || this.#chance.oneIn(2))
      .map(([name, schema]) => [name, this.valueOf(schema, name)] as const);
    const more =
      typeof additionalProperties === 'object'
        ? Array.from(
            { length: this.#chance.below(4) },
            () => [String(this.#chance.below(9) + 1), this.valueOf(additionalProperties)] as const,
          )
        : [];
    return Object.fromEntries([...fields, ...more]);
  }

  #array({ items = {}, minItems = 0, maxItems = 10 }: JsonSchema, name: string): unknown[] {
    const length = this.#chance.oneIn(20) ? maxItems : minItems + this.#chance.below(3);
    return Array.from({ length: Math.min(length, maxItems) }, () => this.valueOf(items, name));
  }

  #integer({ minimum = 0, maximum = 2 ** 32 }: JsonSchema): number {
    const span = Math.min(maximum - minimum, 20);
    return this.#chance.oneIn(4)
      ? this.#chance.pick([minimum, maximum])
      : minimum + this.#chance.below(span + 1);
  }

  #text({ format, minLength = 0, maxLength = 300 }: JsonSchema): string {
    if (format === 'email') return `someone${this.#chance.below(1000)}@example.org`;
    if (format === 'date-time') return new Date(this.#chance.below(2 ** 31) * 1000).toISOString();
    const bound = Math.min(maxLength, 300);
    const length = this.#chance.oneIn(10)
      ? bound
      : Math.min(bound, Math.max(minLength, 1) + this.#chance.below(12));
    const alphabet = this.#chance.pick(alphabets);
    return Array.from({ length }, () => this.#chance.pick(alphabet))
      .join('')
      .slice(0, bound)
      .toWellFormed();
  }
}

const alphabets: readonly (readonly string[])[] = [
  [...'abcdefghijklmnopqrstuvwxyz'],
  [...'ABCxyz0123456789_-'],
  [...'abc def, ghi. jkl!'],
  [...'äöüßéñçıİ'],
  [...'日本語中文한국어'],
  [...'مرحبا שלום'],
  ['👍', '👨‍👩‍👧', '🇩🇪', '1️⃣', '❤️'],
];
