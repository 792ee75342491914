import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { CONFLICT, RATE_LIMITED } from '../kinds/http.ts';
import { de } from './de/german.ts';
import { en } from './en/english.ts';
import { userMessage } from './user-message.ts';

describe('what a person reads', () => {
  it('is a sentence in their language', () => {
    expect(userMessage(RATE_LIMITED, en)).toBe('The server asks for a pause.');
    expect(userMessage(RATE_LIMITED, de, en)).toBe('Der Server bittet um eine Pause.');
  });

  it('falls back where a translation is missing or empty', () => {
    expect(userMessage(RATE_LIMITED, { CONFLICT: 'Conflit.' }, en)).toBe(en.RATE_LIMITED);
    expect(userMessage(RATE_LIMITED, { RATE_LIMITED: '' }, en)).toBe(en.RATE_LIMITED);
  });

  it('prefers the exact sentence of another table to a vague one', () => {
    expect(userMessage(RATE_LIMITED, { 'rate-limit': 'Pause.' }, en)).toBe(en.RATE_LIMITED);
    expect(userMessage(RATE_LIMITED, { 'rate-limit': 'Pause.' })).toBe('Pause.');
  });

  it('speaks of an unknown failure where no table knows the code', () => {
    expect(userMessage({ code: 'STORY_REFUSED', family: 'story' }, de, en)).toBe(de.UNKNOWN);
    expect(userMessage({ code: 'constructor', family: 'toString' }, en)).toBe(en.UNKNOWN);
    expect(userMessage({ code: 'STORY_REFUSED', family: 'story' }, {})).toBe('story refused');
  });
});

describe.each([
  ['English', en],
  ['German', de],
])('the table in %s', (_language, table) => {
  it('says nothing of the browser where the server may mean itself', () => {
    for (const code of ['STORAGE_UNAVAILABLE', 'STORAGE_CORRUPT', 'RESOURCE_EXHAUSTED'] as const) {
      expect(table[code]).not.toMatch(/browser|memory|Speicher da/i);
    }
  });

  it('has one short sentence for every code and no others', () => {
    expect(Object.keys(table).toSorted()).toEqual(Object.keys(catalogue).toSorted());
    for (const sentence of Object.values(table)) expect(sentence).toMatch(/^[A-ZÄÖÜ].{3,58}\.$/u);
  });
});

it('is a language of its own, not English repeated', () => {
  const same = Object.keys(de).filter((code) => Reflect.get(de, code) === Reflect.get(en, code));
  expect(same).toEqual([]);
  expect(userMessage(CONFLICT, de)).not.toBe(userMessage(CONFLICT, en));
});
