import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EmojiData, EmojiDetails } from 'frimousse';
import type { Plugin } from 'vite';

/** The newest Emoji version that phones and computers of the last few years can draw. */
const newestVersion = 15.1;
const tones = ['', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

interface SourceEmoji {
  readonly emoji: string;
  readonly label: string;
  readonly version: number;
  /** Missing for the parts other emoji are made of. */
  readonly group?: number;
  readonly tags?: readonly string[];
  readonly skins?: readonly { readonly emoji: string; readonly tone?: number | readonly number[] }[];
}

interface SourceMessages {
  readonly groups: readonly { readonly key: string; readonly message: string; readonly order: number }[];
  readonly skinTones: readonly { readonly key: string; readonly message: string }[];
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function skinsOf({ skins = [] }: SourceEmoji): EmojiDetails['skins'] {
  const single = skins.flatMap(({ emoji, tone }) => (typeof tone === 'number' ? [[tones[tone], emoji]] : []));
  return single.length === 0 ? undefined : Object.fromEntries(single);
}

/** What the picker needs of the data set, which has four times as much. */
export function pickerData(
  emojis: readonly SourceEmoji[],
  messages: SourceMessages,
): Omit<EmojiData, 'locale'> {
  const groups = messages.groups.filter(({ key }) => key !== 'component');
  return {
    categories: groups.map(({ order, message }) => ({ index: order, label: capitalised(message) })),
    skinTones: Object.fromEntries(
      messages.skinTones.map(({ key, message }) => [key, capitalised(message)]),
    ) as EmojiData['skinTones'],
    emojis: emojis.flatMap((source) => {
      const { emoji, label, version, group, tags = [] } = source;
      if (group === undefined || version > newestVersion) return [];
      const skins = skinsOf(source);
      return {
        emoji,
        category: group,
        label: capitalised(label),
        version,
        tags: [...tags],
        ...(skins && { skins }),
      };
    }),
  };
}

async function read(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** `emojibase-data/<language>/data.json?picker` becomes a small chunk of our own: nothing is fetched from elsewhere. */
export function emojiData(): Plugin {
  const suffix = '?picker';
  return {
    name: 'emoji-data',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(suffix)) return null;
      const resolved = await this.resolve(source.slice(0, -suffix.length), importer, { skipSelf: true });
      return resolved && `\0${resolved.id}${suffix}.js`;
    },
    async load(id) {
      if (!id.endsWith(`${suffix}.js`)) return null;
      const path = id.slice(1, -`${suffix}.js`.length);
      const emojis = (await read(path)) as SourceEmoji[];
      const messages = (await read(join(dirname(path), 'messages.json'))) as SourceMessages;
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(pickerData(emojis, messages)))});`;
    },
  };
}
