import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ar } from './ar/ar.ts';
import { de } from './de/de.ts';
import { en } from './en/en.ts';
import { es } from './es/es.ts';
import { ja } from './ja/ja.ts';
import { preferredLanguage } from './languages.ts';
import { createTranslator, localeFor } from './translator.ts';

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

  test('WEB115 each language counts by its own rules', () => {
    const arabic = createTranslator('ar', ar).t;
    const said = [0, 1, 2, 3, 11, 100].map((count) => arabic('chats.members', { count }));
    assert.deepEqual(said, ['لا أعضاء', 'عضو واحد', 'عضوان', '3 أعضاء', '11 عضوًا', '100 عضو']);
    const spanish = createTranslator('es', es).t;
    assert.equal(spanish('chats.members', { count: 1_000_000 }), '1.000.000 de miembros');
    assert.equal(createTranslator('ja', ja).t('chats.members', { count: 1 }), 'メンバー1人');
  });

  test('WEB123 numbers are in the digits of the reader’s region, those that name something ungrouped', () => {
    const egyptian = createTranslator('ar', ar, 'ar-EG');
    assert.equal(egyptian.number(1234), '١٬٢٣٤');
    assert.equal(egyptian.t('chats.unnamed', { number: 1234 }), 'المحادثة ١٢٣٤');
    assert.equal(createTranslator('en', en).t('chats.unnamed', { number: 1234 }), 'Chat 1234');
  });

  test('WEB120 names that read the other way do not turn the sentence', () => {
    assert.equal(english('chats.you', { text: 'مرحبا' }), 'You: \u2068مرحبا\u2069');
  });

  test('WEB123 names are listed as the language lists them, each in its own direction', () => {
    assert.equal(createTranslator('es', es).list(['Ana', 'Iván']), 'Ana e Iván');
    assert.equal(createTranslator('ja', ja).list(['葵', '健']), '葵、健');
    assert.equal(createTranslator('en', en).list(['Bob', 'ليلى']), 'Bob and \u2068ليلى\u2069');
  });

  test('WEB20 a key that only looks like a plural is itself', () => {
    assert.equal(english('errors.too_many'), en.errors.too_many);
  });

  test('WEB117 the language is the chosen one, else the first wish we speak, else English', () => {
    assert.equal(preferredLanguage('de', ['en-GB']), 'de');
    assert.equal(preferredLanguage(null, ['fr-FR', 'de-AT', 'en']), 'de');
    assert.equal(preferredLanguage('xx', ['fr']), 'en');
    assert.equal(preferredLanguage('toString', []), 'en');
    assert.equal(preferredLanguage(null, ['ar-EG', 'en']), 'ar');
    assert.equal(preferredLanguage(null, ['ja-JP']), 'ja');
    assert.equal(localeFor('en', ['de-DE', 'en-GB']), 'en-GB');
    assert.equal(localeFor('de', ['en-GB']), 'de');
  });
});
