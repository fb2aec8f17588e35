import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { errorCodes } from '@parley/protocol/errors.ts';
import { en } from './en/en.ts';
import { later } from './en/later.ts';
import { type Language, languages } from './languages.ts';
import { sameAsEnglish } from './same-as-english.test-support.ts';

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

/** Forms that stand for one number only may say it in words: “one member”, «رسالتان». */
function formsOfOneNumber(language: string): ReadonlySet<string> {
  const rules = new Intl.PluralRules(language);
  const counted = Array.from({ length: 1000 }, (_, count) => rules.select(count));
  return new Set(counted.filter((form) => counted.filter((other) => other === form).length === 1));
}

const root = new URL('..', import.meta.url).pathname;

/** The sources that may say something, relative to `src`. */
function sourceFiles(): readonly string[] {
  return globSync('**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.startsWith('i18n/') && !file.endsWith('.test.ts'),
  );
}

/** The files that `main.tsx` needs before it begins, and what the first view fetches without further texts. */
function loadedAtOnce(): ReadonlySet<string> {
  const files = new Set([`${root}main.tsx`]);
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    const imports = [
      ...source.matchAll(/^(?:import|\}) (?!type )[^;]*? from '(\.[^']+\.tsx?)';/gm),
      ...source.matchAll(/lazyFirstPart\([^;]*?import\('(\.[^']+)'\)/g),
    ];
    for (const [, path = ''] of imports) files.add(new URL(path, `file://${file}`).pathname);
  }
  return files;
}

const english = new Map(leaves(en));
const paths = new Set(english.keys());

function originalOf(path: string): string {
  return english.get(path) ?? english.get(`${path.replace(pluralForm, '')}_other`) ?? '';
}

/** The slots a text must have; the count only where its form stands for several numbers. */
function wantedSlots(path: string, text: string, spoken: ReadonlySet<string>): string[] {
  const wanted = slots(originalOf(path));
  const [, form = ''] = pluralForm.exec(path) ?? [];
  const saysItInWords = spoken.has(form) && !text.includes('{{count}}');
  return saysItInWords ? wanted.filter((slot) => slot !== 'count') : wanted;
}

async function textsOf(language: Language): Promise<Map<string, string>> {
  return new Map(leaves(await languages[language].load()));
}

describe('texts', () => {
  for (const language of Object.keys(languages) as Language[]) {
    test(`WEB20 ${language} has every text, none of them empty`, async () => {
      const texts = await textsOf(language);
      const wanted = new Set([...paths].map((path) => base(path, paths)));
      const given = new Set([...texts.keys()].map((path) => base(path, new Set(texts.keys()))));
      assert.deepEqual([...given].sort(), [...wanted].sort());
      const empty = [...texts].filter(([, text]) => text.trim() === '');
      assert.deepEqual(empty, []);
    });

    test(`WEB20 ${language} has the same slots in every text`, async () => {
      const spoken = formsOfOneNumber(language);
      const others = [...(await textsOf(language))].filter(
        ([path, text]) => slots(text).join() !== wantedSlots(path, text, spoken).join(),
      );
      assert.deepEqual(others, []);
    });

    test(`WEB20 ${language} has the plural forms of its rules and no others`, async () => {
      const texts = await textsOf(language);
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const counted = [...paths].filter((path) => base(path, paths) !== path);
      const stems = [...new Set(counted.map((path) => path.replace(pluralForm, '')))];
      const given = [...texts.keys()].filter((path) => stems.includes(path.replace(pluralForm, '')));
      const wanted = stems.flatMap((stem) => forms.map((form) => `${stem}_${form}`));
      assert.deepEqual(given.sort(), wanted.sort());
    });

    test(`WEB115 ${language} says nothing in English but what is meant to be the same`, async () => {
      if (language === 'en') return;
      const allowed = sameAsEnglish[language];
      const same = [...(await textsOf(language))]
        .filter(
          ([path, text]) => text === originalOf(path) && /\p{L}/u.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
        )
        .map(([path]) => path);
      assert.deepEqual(same.sort(), [...allowed].sort());
    });

    test(`WEB25 ${language} has words for every error code`, async () => {
      const texts = await textsOf(language);
      const missing = errorCodes.filter((code) => !texts.has(`errors.${code}`));
      assert.deepEqual(missing, []);
    });
  }

  test('WEB20 what is there from the first view on needs no text that is loaded later', () => {
    const begun = Object.keys(later).join('|');
    const early = [...loadedAtOnce()].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(new RegExp(`['\`](?:${begun})\\.[\\w.$\\{]+`, 'g'))].map(
        ([key]) => `${file.slice(root.length)}: ${key}`,
      ),
    );
    assert.deepEqual(early, []);
  });

  test('WEB20 what is loaded later brings its texts along', () => {
    const bare = sourceFiles().filter(
      (file) => file !== 'app/lazy-part.ts' && /\blazy\(/.test(readFileSync(root + file, 'utf8')),
    );
    assert.deepEqual(bare, []);
  });

  test('WEB20 no text is unused', () => {
    const sources = sourceFiles()
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
