import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Block, Inline } from './nodes.ts';
import { parseMessage } from './parse-message.ts';
import { plainText } from './plain-text.ts';

function words(part: Inline): string {
  if ('children' in part) return `<${part.kind}>${part.children.map(words).join('')}</${part.kind}>`;
  if (part.kind === 'text') return part.text;
  return part.kind === 'link' ? `{${part.text}→${part.href}}` : `{${part.kind} ${part.text}}`;
}

function shown(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'text') return block.children.map(words).join('');
      if (block.kind === 'code') return `[${block.language}|${block.text}]`;
      if (block.kind === 'quote') return `>(${shown(block.blocks)})`;
      return `${block.start ?? '-'}(${block.items.map((item) => shown(item.blocks)).join(' | ')})`;
    })
    .join(' ‖ ');
}

/** What is written, and what it shows. */
const emphasis: readonly (readonly [string, string])[] = [
  ['**b** __b__', '<strong>b</strong> <strong>b</strong>'],
  ['*i* _i_ ~~d~~', '<em>i</em> <em>i</em> <del>d</del>'],
  ['***both***', '<strong><em>both</em></strong>'],
  ['**a *b* c**', '<strong>a <em>b</em> c</strong>'],
  ['**crossed _over** here_', '<strong>crossed _over</strong> here_'],
  ['*a and *b*', '*a and <em>b</em>'],
  ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
  ['a ** b ** c', 'a ** b ** c'],
  ['**not over\n\nan empty line**', '**not over\n\nan empty line**'],
  ['これは**重要**です', 'これは<strong>重要</strong>です'],
  ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
  ['\\*plain\\* \\`x\\`', '*plain* `x`'],
  ['****', '****'],
];

const others: readonly (readonly [string, string])[] = [
  ['`a *b* c` and ``a`b``', '{code a *b* c} and {code a`b}'],
  ['an open ` stays', 'an open ` stays'],
  ['<b>x</b> &amp; # y', '<b>x</b> &amp; # y'],
  ['![i](https://x.example/i.png)', '!{i→https://x.example/i.png}'],
  ['[t](https://a.example/x_(y)) end', '{t→https://a.example/x_(y)} end'],
  [
    '[t](javascript:alert(1)) [t](/x) [](https://x.example)',
    '[t](javascript:alert(1)) [t](/x) []({https://x.example→https://x.example})',
  ],
  ['[https://bank.example](https://thief.example)', '[https://bank.example](https://thief.example)'],
  [
    'https://a.example/b_c_d **https://e.example**',
    '{https://a.example/b_c_d→https://a.example/b_c_d} <strong>{https://e.example→https://e.example}</strong>',
  ],
  ['hi @bob. mail a@b.example', 'hi {mention @bob}. mail a@b.example'],
];

const blocks: readonly (readonly [string, string])[] = [
  ['a\nb\n\nc', 'a\nb\n\nc'],
  ['a\n\n```js\n**x**\n\n```\n\nb', 'a ‖ [js|**x**\n] ‖ b'],
  ['````\n```\n````', '[|```]'],
  ['```\nnever closed', '```\nnever closed'],
  ['> a\n> > b\nc', '>(a ‖ >(b)) ‖ c'],
  ['- a\n- b\n  - c\n  more\n* d', '-(a | b ‖ -(c) ‖ more | d)'],
  ['3. a\n4. b', '3(a | b)'],
  ['-5 and -x', '-5 and -x'],
];

describe('the Markdown of messages', () => {
  test('WEB70 emphasis is what its signs pair to, and text otherwise', () => {
    for (const [text, expected] of emphasis) assert.equal(shown(parseMessage(text)), expected, text);
  });

  test('WEB70 code, links and mentions; no HTML, no pictures, no address behind another', () => {
    for (const [text, expected] of others) assert.equal(shown(parseMessage(text)), expected, text);
  });

  test('WEB70 code blocks, quotes and lists stand on lines of their own', () => {
    for (const [text, expected] of blocks) assert.equal(shown(parseMessage(text)), expected, text);
  });

  test('WEB70 a preview is the words without the signs', () => {
    assert.equal(plainText('**Hi**\n> _you_\n- `a`\n```\nb\n```'), 'Hi you a b');
  });
});

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** Texts that make a parser which tries again and again slow, or overflow its stack. */
const nasty: Readonly<Record<string, (length: number) => string>> = {
  stars: (length) => repeated('*', length),
  'opening stars': (length) => repeated('*a ', length),
  'stars of two kinds': (length) => repeated('*_', length),
  'crossed kinds': (length) => repeated('**a *b _c ~~d ', length),
  brackets: (length) => repeated('[', length),
  'pairs of brackets': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'begun links': (length) => repeated('[a](', length),
  'begun addresses': (length) => repeated('[a](https://', length),
  'open addresses': (length) => `[a](https://${'('.repeat(length)}`,
  backticks: (length) => repeated('`', length),
  'longer and longer backticks': (length) =>
    Array.from({ length: Math.sqrt(2 * length) }, (_, run) => '`'.repeat(run + 1)).join(' '),
  fences: (length) => repeated('```x\n', length),
  'nested quotes': (length) => repeated('>', length),
  'deeper and deeper quotes': (length) =>
    Array.from({ length: Math.floor(Math.sqrt(length)) }, (_, depth) => `${'> '.repeat(depth)}a`).join('\n'),
  'deeper and deeper lists': (length) =>
    Array.from({ length: Math.floor(Math.sqrt(length)) }, (_, depth) => `${'  '.repeat(depth)}- a`).join(
      '\n',
    ),
  mentions: (length) => repeated('@a', length),
  'empty lines': (length) => repeated('\n', length),
  escapes: (length) => repeated('\\*', length),
};

/** So many characters that work growing with their square would be a million million steps: minutes, not seconds. */
const manyCharacters = 1_048_576;
const boundMs = 10_000;

describe('the Markdown of hostile messages', () => {
  for (const [name, make] of Object.entries(nasty)) {
    test(`WEB71 a million ${name} come to an end`, () => {
      const text = make(manyCharacters);
      const before = process.threadCpuUsage();
      parseMessage(text);
      const tookMs = process.threadCpuUsage(before).user / 1000;
      assert.ok(tookMs < boundMs, `${tookMs} ms`);
    });
  }
});
