import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { CONFLICT, RATE_LIMITED } from '../kinds/http.ts';
import * as germanWords from './de/words.ts';
import * as englishWords from './en/words.ts';
import { de } from './de/whole-language.ts';
import { en } from './en/whole-language.ts';
import { userMessage } from './user-message.ts';

/** The placeholders of a text. */
const facts = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
const kinds = Object.values(catalogue);
const families = new Set<string>(kinds.map(({ family }) => family));

describe('the sentence for a failure', () => {
  it("is in the user's language", () => {
    expect(userMessage(RATE_LIMITED, en.failures)).toBe('The server asks for a pause.');
    expect(userMessage(RATE_LIMITED, de.failures, en.failures)).toBe(
      'Der Server bittet um eine Pause.',
    );
  });

  it('falls back where a translation is missing or empty', () => {
    const { RATE_LIMITED: english } = en.failures;
    expect(userMessage(RATE_LIMITED, { CONFLICT: 'Conflit.' }, en.failures)).toBe(english);
    expect(userMessage(RATE_LIMITED, { RATE_LIMITED: '' }, en.failures)).toBe(english);
  });

  it('prefers the exact sentence of another table to a vague one', () => {
    expect(userMessage(RATE_LIMITED, { 'rate-limit': 'Pause.' }, en.failures)).toBe(
      en.failures.RATE_LIMITED,
    );
    expect(userMessage(RATE_LIMITED, { 'rate-limit': 'Pause.' })).toBe('Pause.');
  });

  it('speaks of an unknown failure where no table has the code', () => {
    expect(userMessage({ code: 'STORY_REFUSED', family: 'story' }, de.failures, en.failures)).toBe(
      de.failures.UNKNOWN,
    );
    expect(userMessage({ code: 'constructor', family: 'toString' }, en.failures)).toBe(
      en.failures.UNKNOWN,
    );
    expect(userMessage({ code: 'STORY_REFUSED', family: 'story' }, {})).toBe('story refused');
  });

  it('says that the server stores nothing, where the server said that it stores nothing', () => {
    const told = { code: 'STORAGE_UNAVAILABLE', family: 'storage', status: 507 };
    expect(userMessage(told, en.failures)).toContain('The server');
    expect(userMessage(told, englishWords.failureWords)).toContain('The server');
    expect(
      userMessage({ code: 'STORAGE_UNAVAILABLE', family: 'storage' }, englishWords.failureWords),
    ).toContain('browser');
  });
});

describe.each([
  ['English', en],
  ['German', de],
])('the table in %s', (_language, { failures: table }) => {
  it('does not name the browser where the server may mean its own storage', () => {
    for (const code of ['STORAGE_UNAVAILABLE', 'STORAGE_CORRUPT', 'RESOURCE_EXHAUSTED'] as const) {
      expect(table[code]).not.toMatch(/browser|memory|Speicher da/i);
    }
  });

  it('has one short sentence for every code and every family, and no other sentence', () => {
    const names = [...Object.keys(catalogue), ...families, 'server-storage'];
    expect(Object.keys(table).toSorted()).toEqual(names.toSorted());
    for (const sentence of Object.values(table)) expect(sentence).toMatch(/^[A-ZÄÖÜ].{3,58}\.$/u);
  });
});

describe.each([
  ['English', englishWords, /: The server|: This network/],
  ['German', germanWords, /: Der Server|: Dieses Netz/],
])('the short table in %s', (_language, { failureWords }, ofServer) => {
  it('has a sentence for every failure, by its code or by its family', () => {
    for (const kind of kinds) {
      expect(userMessage(new Failure(kind), failureWords)).toMatch(/^[A-ZÄÖÜ].*\.$/);
    }
    expect(userMessage({ code: 'STORY_REFUSED', family: 'story' }, failureWords)).toBe(
      failureWords.runtime,
    );
  });

  it('names the trouble of a server, and never blames the device for it', () => {
    const told = kinds.filter(({ status = 0 }) => status >= 500);
    expect(told.length).toBeGreaterThan(10);
    for (const kind of told) {
      expect(`${kind.code}: ${userMessage(new Failure(kind), failureWords)}`).toMatch(ofServer);
    }
  });
});

it.each([
  [englishWords.failureWords, en.failures],
  [germanWords.failureWords, de.failures],
])('the short and the complete table say the same about a code', (short, complete) => {
  // The complete table is for servers, too, so it does not mention the browser.
  const { STORAGE_UNAVAILABLE: _, ...same } = short;
  expect(complete).toMatchObject(same);
});

it('the German table is German, and not English repeated', () => {
  const codes = Object.keys({ ...en.failures, ...englishWords.failureWords });
  const same = codes.filter(
    (code) => Reflect.get(de.failures, code) === Reflect.get(en.failures, code),
  );
  expect(same).toEqual([]);
  expect(userMessage(CONFLICT, de.failures)).not.toBe(userMessage(CONFLICT, en.failures));
  for (const part of ['states', 'reasons', 'boundary', 'drafts', 'updates'] as const) {
    const [german, english] = [de[part], en[part]];
    expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted());
    const repeated = Object.keys(german).filter(
      (word) =>
        Reflect.get(german, word) === Reflect.get(english, word) &&
        Reflect.get(german, word) !== '',
    );
    expect(repeated).toEqual([]);
  }
  expect([de.locale, en.locale]).toEqual(['de', 'en']);
});

it('the tables state the same facts in every language', () => {
  for (const part of ['states', 'reasons', 'boundary', 'drafts', 'updates'] as const) {
    for (const [word, text] of Object.entries(en[part])) {
      expect(facts(Reflect.get(de[part], word) as string)).toEqual(facts(text));
    }
  }
});
