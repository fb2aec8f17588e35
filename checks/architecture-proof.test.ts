import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  barrelViolations,
  environmentViolations,
  nameViolations,
  sizeViolations,
  suppressionViolations,
} from './architecture/file-rules.ts';
import { functionViolations } from './architecture/function-rules.ts';
import { cycleViolations, importViolations } from './architecture/import-rules.ts';
import {
  literalViolations,
  pointingIcons,
  sidesInStyles,
  sideViolations,
} from './architecture/page-rules.ts';
import { parse, type SourceFile, type Violation } from './architecture/source-file.ts';

type Rule = (file: SourceFile) => Violation[];

function refuses(rule: Rule, path: string, text: string): void {
  assert.notEqual(rule(parse(path, text)).length, 0, `not refused: ${path}: ${text.slice(0, 100)}`);
}

function accepts(rule: Rule, path: string, text: string): void {
  assert.deepEqual(rule(parse(path, text)), [], `refused: ${path}`);
}

const server = 'packages/server/src';

/** Each is one line that must be refused where it stands. */
const forbiddenImports: readonly (readonly [string, string])[] = [
  ['packages/protocol/src/x.ts', `import { a } from '@parley/client/a.ts';`],
  ['packages/protocol/src/x.ts', `import fs from 'node:fs';`],
  ['packages/protocol/src/x.ts', `import { a } from '../../server/src/main.ts';`],
  ['packages/client/src/x.ts', `import type { A } from '@parley/server/log/log.ts';`],
  ['packages/client/src/connection.ts', `import net from 'node:net';`],
  ['packages/web/src/x.tsx', `import { a } from '@parley/server/main.ts';`],
  ['packages/web/src/x.tsx', `import { a } from '@parley/testkit/a.ts';`],
  [`${server}/delivery/append.ts`, `import { a } from '../features/chats/a.ts';`],
  [`${server}/features/chats/a.ts`, `import { a } from '../../transport/http/a.ts';`],
  [`${server}/features/chats/a.ts`, `import { a } from '../../log/sqlite/a.ts';`],
  [`${server}/features/chats/a.ts`, `const a = await import('../../log/sqlite/a.ts');`],
  [`${server}/features/chats/a.ts`, `export { a } from '../../log/sqlite/a.ts';`],
  [`${server}/features/chats/a.ts`, `import fastify from 'fastify';`],
  [`${server}/features/chats/a.ts`, `new Worker(new URL('../../log/sqlite/a.ts', import.meta.url));`],
  [`${server}/log/log.ts`, `import { a } from './sqlite/a.ts';`],
  [`${server}/log/log.ts`, `import { a } from '../delivery/append.ts';`],
  [`${server}/log/sqlite/a.ts`, `import { a } from '../../store/store.ts';`],
  [`${server}/log/sqlite/a.ts`, `import { DatabaseSync } from 'node:sqlite';`],
  [`${server}/log/jetstream/a.ts`, `import { a } from '../sqlite/a.ts'; import x from 'left-pad';`],
  [`${server}/main.ts`, `import { a } from './mail/smtp-mail.ts';`],
  [`${server}/main.ts`, `import { a } from './odd/a.ts';`],
  [`${server}/delivery/append.ts`, `import { a } from '../log/log.contract.ts';`],
  [`${server}/delivery/append.ts`, `import test from 'node:test';`],
];

const allowedImports: readonly (readonly [string, string])[] = [
  [`${server}/compose.ts`, `import { a } from './log/sqlite/a.ts';`],
  [
    `${server}/delivery/append.ts`,
    `import type { A } from '../log/log.ts'; import { B } from '@parley/protocol/b.ts';`,
  ],
  [
    `${server}/log/sqlite/a.ts`,
    `import { a } from '../../sqlite/database.ts'; import { b } from '../log.ts';`,
  ],
  [`${server}/sqlite/database.ts`, `import { DatabaseSync } from 'node:sqlite';`],
  [`${server}/features/a/a.test.ts`, `import { a } from '../../compose.ts'; import test from 'node:test';`],
  ['packages/web/src/x.tsx', `import { a } from '@parley/client/a.ts'; import { useState } from 'react';`],
];

describe('the architecture rules refuse what they must', () => {
  test('imports against the layers or outside their folder', () => {
    for (const [path, text] of forbiddenImports) refuses(importViolations, path, text);
    for (const [path, text] of allowedImports) accepts(importViolations, path, text);
  });

  test('circles of imports', () => {
    const circle = [
      parse(`${server}/log/a.ts`, `import './b.ts';`),
      parse(`${server}/log/b.ts`, `import './c.ts';`),
      parse(`${server}/log/c.ts`, `import type { A } from './a.ts';`),
    ];
    assert.equal(cycleViolations(circle).length, 1);
    assert.deepEqual(cycleViolations(circle.slice(0, 2)), []);
  });

  test('barrels', () => {
    refuses(
      barrelViolations,
      'packages/client/src/all.ts',
      `export * from './a.ts';\nexport { b } from './b.ts';`,
    );
    refuses(barrelViolations, 'packages/client/src/index.ts', 'export const a = 1;');
    accepts(
      barrelViolations,
      'packages/client/src/a.ts',
      `export type { B } from './b.ts';\nexport const a = 1;`,
    );
  });

  test('the environment read outside config/', () => {
    refuses(environmentViolations, `${server}/main.ts`, 'const a = process.env.HOME;');
    refuses(environmentViolations, `${server}/main.ts`, `const { HOME } = process['env'];`);
    accepts(environmentViolations, `${server}/config/sources.ts`, 'const a = process.env.HOME;');
  });

  test('files and functions that are too long, functions that take too much', () => {
    refuses(sizeViolations, 'packages/client/src/a.ts', '\n'.repeat(301));
    accepts(sizeViolations, 'packages/client/src/a.ts', '\n'.repeat(300));
    const long = (lines: number) => `const a = async () => {${'\n'.repeat(lines - 1)}};`;
    refuses(functionViolations, 'packages/client/src/a.ts', long(41));
    accepts(functionViolations, 'packages/client/src/a.ts', long(40));
    refuses(functionViolations, 'packages/client/src/a.ts', `class A { b() {${'\n'.repeat(41)}} }`);
    refuses(functionViolations, 'packages/client/src/a.ts', 'function f(a, b, c, d, e) {}');
    refuses(functionViolations, 'packages/client/src/a.test.ts', `test('t', () => {${'\n'.repeat(41)}});`);
    accepts(
      functionViolations,
      'packages/client/src/a.test.ts',
      `describe('t', () => {${'\n'.repeat(41)}});`,
    );
  });

  test('vague names and names in another style', () => {
    for (const name of ['utils/a', 'date-helpers', 'ChatList', 'chat_list', 'session-manager']) {
      refuses(nameViolations, `packages/client/src/${name}.ts`, '');
    }
    refuses(nameViolations, 'packages/client/src/chats.ts', 'export class ChatService {}');
    refuses(nameViolations, 'packages/client/src/chats.ts', 'export const chatHelpers = {};');
    accepts(
      nameViolations,
      'packages/web/src/service-worker.ts',
      'export const registerServiceWorker = () => {};',
    );
  });

  test('suppressions and things put off', () => {
    for (const word of ['// biome' + '-ignore lint: x', '// @ts' + '-ignore', '// TO' + 'DO later']) {
      refuses(suppressionViolations, 'packages/client/src/a.ts', word);
    }
  });

  test('words on the page that are not translated', () => {
    const page = 'packages/web/src/x.tsx';
    const literals = [
      `<p>Hello</p>`,
      `<p>{'Hello'}</p>`,
      '<p>{`Hello $' + '{name}`}</p>',
      `<p>{ok ? t('a.b') : 'Hello'}</p>`,
      `<p>{ok && 'Hello'}</p>`,
      `<input placeholder="Search" />`,
      `<button aria-label={ok ? 'Close' : label} />`,
      `<Field label="Name" />`,
    ];
    for (const text of literals) refuses(literalViolations, page, `export const a = ${text};`);
    const fine = `<p title={t('a.b')} className="grow" role="status">#{number} · {' · '}{name}</p>`;
    accepts(literalViolations, page, `export const a = ${fine};`);
  });

  test('sides that are not mirrored', () => {
    const page = 'packages/web/src/x.tsx';
    const sides = [
      'ml-2',
      'desk:-mr-2',
      'pl-[3px]',
      'left-0',
      'hover:right-1/2',
      'text-left',
      'rounded-tl-md',
    ];
    for (const name of sides) refuses(sideViolations, page, `const a = 'grow ${name} p-2';`);
    accepts(
      sideViolations,
      page,
      `const a = 'ms-2 -me-1 ps-3 start-0 end-1 text-start rounded-ss-sm border-t';`,
    );
    assert.deepEqual(sidesInStyles('a { margin-left: 1px; left: 0; text-align: right; }').length, 3);
    assert.deepEqual(
      sidesInStyles('a { margin-inline: 1px; inset-inline-start: 0; text-align: start; }'),
      [],
    );
  });

  test('icons that point along the line', () => {
    const icons = pointingIcons(
      parse('packages/web/src/x.tsx', `import { ArrowLeft, Bell } from 'lucide-react';`),
    );
    assert.deepEqual(icons, ['lucide-arrow-left']);
  });
});
