import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeHtml, html } from './documents/html.ts';
import { errorCodes } from './errors.ts';
import { openApiDocument } from './openapi.ts';
import { operationIds, operationOf } from './operation-table.ts';
import { referencePage, referenceStylesPath } from './reference-page.ts';
import { referenceStyles } from './reference-styles.ts';

const document = openApiDocument({ serverUrl: 'http://127.0.0.1:8080', version: '1.2.3' });
const page = referencePage(document);
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');

test('API8 the page has every operation with its address, its command and its errors', () => {
  for (const id of operationIds) {
    const from = page.indexOf(`<article id="${id}"`);
    assert.ok(from > 0, id);
    const article = page.slice(from, page.indexOf('</article>', from));
    const { method, path } = operationOf(id);
    assert.ok(article.includes(`>${method}</span> <code>${path.replaceAll(/:(\w+)/g, '{$1}')}</code>`), id);
    assert.ok(article.includes('curl ') && article.includes('error-internal'), id);
  }
  for (const code of errorCodes) assert.ok(ids.includes(`error-${code}`), code);
  for (const name of Object.keys(document.components.schemas))
    assert.ok(ids.includes(`schema-${name}`), name);
});

test('API8 every link within the page leads somewhere, and no id occurs twice', () => {
  assert.equal(new Set(ids).size, ids.length);
  const links = [...page.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].map(([, id]) => id ?? '');
  assert.ok(links.length > 300);
  for (const link of links) assert.ok(ids.includes(link), link);
});

test('API8 the strictest content security policy serves the page', () => {
  assert.doesNotMatch(page, /<script|<style| style=| on[a-z]+=|javascript:|url\(/i);
  assert.doesNotMatch(referenceStyles, /@import|url\(|<\//);
  assert.ok(page.includes(`href="${referenceStylesPath}"`));
});

test('API8 the page can be walked by landmark and by heading', () => {
  for (const part of [
    '<html lang="en">',
    '<header>',
    '<nav aria-label=',
    '<main id="main">',
    'class="skip" href="#main"',
  ]) {
    assert.ok(page.includes(part), part);
  }
  const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  assert.equal(levels.filter((level) => level === 1).length, 1);
  for (const [index, level] of levels.entries())
    assert.ok(level <= (levels[index - 1] ?? 0) + 1, `heading ${index}`);
});

test('API8 tags are closed in the order they were opened', () => {
  const open: string[] = [];
  for (const [, close, tag] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (tag === 'meta' || tag === 'link') continue;
    if (close === '/') assert.equal(open.pop(), tag);
    else open.push(tag ?? '');
  }
  assert.deepEqual(open, []);
});

test('API8 whatever the document says is text, never markup', () => {
  assert.equal(escapeHtml(`<a href="x">'&'</a>`), '&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/a&#62;');
  assert.equal(
    html`<b>${'<i>'}${html`<u>${'&'}</u>`}${[1, '<']}</b>`.text,
    '<b>&#60;i&#62;<u>&#38;</u>1&#60;</b>',
  );
  const hostile = referencePage({
    ...document,
    info: { ...document.info, title: '<script>alert(1)</script>' },
  });
  assert.ok(!hostile.includes('<script'));
});
