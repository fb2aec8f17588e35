import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { errorCodes } from '@parley/protocol/errors.ts';
import { de } from './de/de.ts';
import { en } from './en/en.ts';

const dictionaries: Readonly<Record<string, object>> = { en, de };
const pluralForm = /_(zero|one|two|few|many|other)$/;

function leaves(tree: object, prefix = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value]] : leaves(value as object, `${prefix}${name}.`),
  );
}

function slots(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
}

/** A path without its plural form, if it has others: `members_one` is `members`. */
function base(path: string, all: ReadonlySet<string>): string {
  const stem = path.replace(pluralForm, '');
  return all.has(`${stem}_other`) ? stem : path;
}

const english = new Map(leaves(en));
const paths = new Set(english.keys());

describe('texts', () => {
  for (const [language, dictionary] of Object.entries(dictionaries)) {
    const texts = new Map(leaves(dictionary));

    test(`WEB20 ${language} has every text, none of them empty`, () => {
      const wanted = new Set([...paths].map((path) => base(path, paths)));
      const given = new Set([...texts.keys()].map((path) => base(path, new Set(texts.keys()))));
      assert.deepEqual([...given].sort(), [...wanted].sort());
      assert.deepEqual(
        [...texts].filter(([, text]) => text.trim() === ''),
        [],
      );
    });

    test(`WEB20 ${language} has the same slots in every text`, () => {
      const others = [...texts].filter(([path, text]) => {
        const original = english.get(path) ?? english.get(`${base(path, paths)}_other`) ?? '';
        return slots(text).join() !== slots(original).join();
      });
      assert.deepEqual(others, []);
    });

    test(`WEB20 ${language} has the plural forms of its rules`, () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const counted = [...texts.keys()].filter((path) => texts.has(`${path.replace(pluralForm, '')}_other`));
      const stems = new Set(counted.map((path) => path.replace(pluralForm, '')));
      const missing = [...stems].flatMap((stem) =>
        forms.map((form) => `${stem}_${form}`).filter((path) => !texts.has(path)),
      );
      assert.deepEqual(missing, []);
    });

    test(`WEB25 ${language} has words for every error code`, () => {
      assert.deepEqual(
        errorCodes.filter((code) => !texts.has(`errors.${code}`)),
        [],
      );
    });
  }

  test('WEB20 no text is unused', () => {
    const root = new URL('..', import.meta.url).pathname;
    const sources = globSync('**/*.{ts,tsx}', { cwd: root })
      .filter((file) => !file.startsWith('i18n/') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(root + file, 'utf8'))
      .join('\n');
    const begun = [...sources.matchAll(/`([a-z]+\.[\w.]*)\$\{/g)].map(([, begin = '']) => begin);
    const unused = [...paths].filter((path) => {
      const key = base(path, paths);
      return !sources.includes(`'${key}'`) && !begun.some((begin) => key.startsWith(begin));
    });
    assert.deepEqual(unused, []);
  });
});
