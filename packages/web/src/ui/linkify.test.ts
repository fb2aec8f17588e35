import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { linkify } from './linkify.ts';

function links(text: string): (string | undefined)[] {
  return linkify(text)
    .map((part) => part.href)
    .filter((href) => href !== undefined);
}

describe('linkify', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['see https://example.org/a.', ['https://example.org/a']],
    [
      '(https://example.org/a_(b)) and http://x.y?q=1&r=2!',
      ['https://example.org/a_(b)', 'http://x.y?q=1&r=2'],
    ],
    ['javascript:alert(1) data:text/html,x file:///etc/passwd', []],
    ['https:// and http://', []],
    ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
    ['“https://example.org”', ['https://example.org']],
    ['https://example.org/\u202egnp.exe', ['https://example.org/']],
    ['https://例え.テスト/道?問=い', ['https://例え.テスト/道?問=い']],
  ];
  for (const [text, expected] of cases) {
    test(`WEB4 links of ${JSON.stringify(text)}`, () => assert.deepEqual(links(text), expected));
  }

  test('WEB4 the parts joined are the text, whatever it is', () => {
    const text = 'a https://x.y/z. b\n<script>https://q.r</script> \u0301'.repeat(50);
    const parts = linkify(text);
    assert.equal(parts.map((part) => part.text).join(''), text);
    assert.ok(parts.every((part) => text.startsWith(part.text, part.start)));
  });

  test('WEB4 a very long text without spaces is split in little time', () => {
    const startedAt = performance.now();
    linkify(`https://${'a.'.repeat(8000)}`);
    linkify('https://'.repeat(2000));
    linkify(`https://x.y/${'('.repeat(16_000)}${')'.repeat(16_000)}`);
    assert.ok(performance.now() - startedAt < 2000);
  });
});
