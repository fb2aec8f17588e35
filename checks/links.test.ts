import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { root } from './root.ts';

/** Every page people read: Markdown at the root and below docs, deploy, bench, faults, packages. */
function pages(folder = ''): string[] {
  return readdirSync(path.join(root, folder))
    .filter((name) => !name.startsWith('.') && name !== 'node_modules' && name !== 'dist')
    .map((name) => path.posix.join(folder, name))
    .flatMap((file) => (statSync(path.join(root, file)).isDirectory() ? pages(file) : [file]))
    .filter((file) => file.endsWith('.md'));
}

/** Targets of links and pictures, without those to other sites. Code blocks hold no links. */
function targetsIn(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const markdown = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target = '']) => target);
  const html = [...prose.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target = '']) => target);
  return [...markdown, ...html].filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors a page offers, as forges make them from headings. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isDead(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const found = path.join(root, file === '' ? from : path.posix.join(path.posix.dirname(from), file));
  if (!existsSync(found)) return true;
  if (anchor === undefined || !found.endsWith('.md')) return false;
  return !anchorsIn(readFileSync(found, 'utf8')).includes(anchor);
}

describe('pages', () => {
  test('every link leads to a file and a heading that exist', () => {
    const dead = pages().flatMap((page) =>
      targetsIn(readFileSync(path.join(root, page), 'utf8'))
        .filter((target) => isDead(page, target))
        .map((target) => `${page}: ${target}`),
    );
    assert.deepEqual(dead, []);
  });

  test('no heading of the API reference hides another', () => {
    const anchors = anchorsIn(readFileSync(path.join(root, 'docs/reference/api.md'), 'utf8'));
    assert.deepEqual(
      anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at),
      [],
    );
  });

  test('this check finds what it looks for', () => {
    assert.deepEqual(targetsIn('[a](b.md) `[c](d.md)` ![e](f.png "g") [h](https://i)'), ['b.md', 'f.png']);
    assert.equal(isDead('CONTRIBUTING.md', 'docs/spec'), false);
    assert.equal(isDead('CONTRIBUTING.md', 'docs/gone.md'), true);
    assert.equal(isDead('CONTRIBUTING.md', '#recipes'), false);
    assert.equal(isDead('CONTRIBUTING.md', '#gone'), true);
  });
});
