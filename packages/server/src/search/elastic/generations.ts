import { ElasticError } from './elastic-error.ts';
import type { ElasticHttp } from './elastic-http.ts';
import type { ElasticOptions } from './elastic-options.ts';
import { generationName, generationOf, readAlias, templateOf, writeAlias } from './layout.ts';

const takenName = 'resource_already_exists_exception';

/** The indexes of one layout: which one serves, making the next, switching to it. */
export class Generations {
  readonly #http: ElasticHttp;
  readonly #options: ElasticOptions;
  readonly #alias: string;

  constructor(http: ElasticHttp, options: ElasticOptions) {
    this.#http = http;
    this.#options = options;
    this.#alias = readAlias(options);
  }

  /** The index that serves; undefined when there is none. */
  async serving(): Promise<string | undefined> {
    const { status, body } = await this.#http.send<Record<string, unknown>>({
      method: 'GET',
      path: `/_alias/${this.#alias}`,
      accept: [404],
    });
    if (status === 404) return undefined;
    const [index, ...others] = Object.keys(body);
    if (index !== undefined && others.length === 0 && generationOf(this.#options, index) > 0) return index;
    const stands = `the alias ${this.#alias} stands for ${Object.keys(body).join(', ')}`;
    throw new Error(`${stands}, not for one index of Parley's; remove it, or configure another name`);
  }

  /** The index that serves; an empty one where there is none. */
  async ensure(): Promise<string> {
    for (;;) {
      // In this order: whoever counts an index that another one has just made also sees that it serves.
      const next = await this.#next();
      const serving = await this.serving();
      if (serving !== undefined) return serving;
      await this.#make(next, [this.#alias]);
    }
  }

  /** Makes the next index, empty, which serves nobody yet. */
  async create(): Promise<string> {
    for (;;) {
      const index = await this.#next();
      if (await this.#make(index, [])) return index;
    }
  }

  /** From now on this index serves, at once for everybody; all others of this layout are removed. */
  async switchTo(index: string): Promise<void> {
    const others = (await this.#all()).filter((other) => other !== index);
    const actions = [
      { add: { index, alias: this.#alias } },
      ...others.map((other) => ({ remove_index: { index: other } })),
    ];
    try {
      await this.#http.send({ method: 'POST', path: '/_aliases', body: { actions }, repeatable: false });
    } catch (error) {
      // The answer may have been lost, not the request.
      if ((await this.serving()) !== index) throw error;
    }
  }

  async remove(index: string): Promise<void> {
    const actions = [{ remove_index: { index } }];
    await this.#http.send({ method: 'POST', path: '/_aliases', body: { actions }, accept: [404] });
  }

  /** Refuses writes to an index, or takes them again. */
  async block(index: string, writes: boolean): Promise<void> {
    await this.#http.send({
      method: 'PUT',
      path: `/${index}/_settings`,
      body: { 'index.blocks.write': writes },
    });
  }

  async #next(): Promise<string> {
    const numbers = (await this.#all()).map((index) => generationOf(this.#options, index));
    return generationName(this.#options, Math.max(0, ...numbers) + 1);
  }

  /** False when another one made it first. */
  async #make(index: string, aliases: readonly string[]): Promise<boolean> {
    const template = templateOf(this.#options);
    await this.#http.send({ method: 'PUT', path: `/_index_template/${this.#alias}`, body: template });
    const names = [...aliases, writeAlias(index)];
    const body = { aliases: Object.fromEntries(names.map((name) => [name, {}])) };
    try {
      await this.#http.send({ method: 'PUT', path: `/${index}`, body, repeatable: false });
      return true;
    } catch (error) {
      if (error instanceof ElasticError && error.type === takenName) return false;
      throw error;
    }
  }

  async #all(): Promise<string[]> {
    const { status, body } = await this.#http.send<Record<string, unknown>>({
      method: 'GET',
      path: `/${this.#alias}-*/_alias`,
      accept: [404],
    });
    return status === 404 ? [] : Object.keys(body).filter((index) => generationOf(this.#options, index) > 0);
  }
}
