import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { de } from './de/de.ts';
import { en } from './en/en.ts';
import { preferredLanguage } from './language.ts';
import { createTranslator } from './translator.ts';
import { localeFor } from './use-locale.ts';

const english = createTranslator('en', en).t;
const german = createTranslator('de', de).t;

describe('the translator', () => {
  test('WEB20 fills slots and leaves what people wrote as it is', () => {
    assert.equal(english('chats.you', { text: '{{name}} $& <b>' }), 'You: {{name}} $& <b>');
  });

  test('WEB20 a count chooses the plural form and is written in the language’s digits', () => {
    assert.equal(english('chats.members', { count: 1 }), '1 member');
    assert.equal(english('chats.members', { count: 2000 }), '2,000 members');
    assert.equal(german('chats.members', { count: 2000 }), '2.000 Mitglieder');
  });

  test('WEB20 a key that only looks like a plural is itself', () => {
    assert.equal(english('errors.too_many'), en.errors.too_many);
  });

  test('WEB20 the language is the chosen one, else the first wish we speak, else English', () => {
    assert.equal(preferredLanguage('de', ['en-GB']), 'de');
    assert.equal(preferredLanguage(null, ['fr-FR', 'de-AT', 'en']), 'de');
    assert.equal(preferredLanguage('xx', ['fr']), 'en');
    assert.equal(preferredLanguage('toString', []), 'en');
    assert.equal(localeFor('en', ['de-DE', 'en-GB']), 'en-GB');
    assert.equal(localeFor('de', ['en-GB']), 'de');
  });
});
