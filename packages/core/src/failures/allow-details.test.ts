import { describe, expect, it } from 'vitest';
import { allowDetails, blotted } from './allow-details.ts';
import { Failure } from './failure.ts';
import { RATE_LIMITED } from './kinds/http.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.dGhpc19pc19ub3RfcmVhbA';

/** The details of a failure whose kind allows these names. */
const picked = (names: readonly string[], details: unknown): Record<string, unknown> => {
  const pick = allowDetails<Record<string, unknown>>(...names);
  const kind = { ...RATE_LIMITED, pick };
  return new Failure(kind, { details: details as Record<string, unknown> }).details;
};

describe('a text', () => {
  it.each([
    ['Too short', 'Too short'],
    ['Ask ann.b+c@mail.a.example now', 'Ask … now'],
    ['Sent Authorization: Bearer abc.def', 'Sent Authorization: …'],
    ['Basic YTpi and more', '… and more'],
    ['cookie sid=s3cr3t; Path=/x', 'cookie …; Path=/x'],
    [`jwt ${TOKEN}!`, 'jwt …!'],
    ['key sk-live-4eC39HqLyjWDarjtT1zdp7dc', 'key …'],
    ['at https://a.example/x?token=abcdefgh&b=1', 'at https://a.example/x?…&b=1'],
    [
      'a very long word: Donaudampfschifffahrtsgesellschaft',
      'a very long word: Donaudampfschifffahrtsgesellschaft',
    ],
    ['From ann@a.example to bo@b.example', 'From … to …'],
    ['a1 of version v2beta1', 'a1 of version v2beta1'],
    ['12345678901234567890123', '12345678901234567890123'],
  ])('%s becomes %s', (given, expected) => {
    expect(blotted(given)).toBe(expected);
  });

  it('is short, and no credential is cut into pieces that look harmless', () => {
    expect(blotted('x '.repeat(400))).toHaveLength(300);
    expect(blotted(`${'x '.repeat(145)}${TOKEN}`)).not.toContain('eyJ');
  });
});

describe('details', () => {
  it('are only those that are allowed, and frozen', () => {
    const details = picked(['a', 'b'], { a: 1, c: 2 });
    expect(details).toEqual({ a: 1 });
    expect(Object.isFrozen(details)).toBe(true);
    expect(Object.isFrozen(picked([], { a: 1 }))).toBe(true);
  });

  it.each([undefined, null, 'text', 7])('of %s are none', (given) => {
    expect(picked(['length', 'a'], given)).toEqual({});
  });

  it('are numbers, booleans and words', () => {
    const given = {
      n: 0,
      b: false,
      w: 'policy',
      s: 'a sentence',
      i: Infinity,
      o: { n: 1 },
      f: () => 1,
      z: null,
    };
    const details = picked(Object.keys(given), given);
    expect(details).toEqual({ n: 0, b: false, w: 'policy' });
    expect(Object.getOwnPropertyNames(details)).toEqual(['n', 'b', 'w']);
  });

  it('may be lists of these', () => {
    expect(picked(['l'], { l: [1, 'a', 'a sentence', true, { n: 1 }, [1]] })).toEqual({
      l: [1, 'a', true],
    });
    expect(picked(['l'], { l: Array.from({ length: 60 }, () => 1) })['l']).toHaveLength(50);
  });

  it('are at most fifty', () => {
    const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
    const all = Object.fromEntries(names.map((name) => [name, 1]));
    expect(Object.keys(picked(names, all))).toHaveLength(50);
  });

  it('may be advice, without credentials', () => {
    expect(picked(['remedy'], { remedy: 'Write to ann@a.example, please.' })).toEqual({
      remedy: 'Write to … please.',
    });
    expect(picked(['remedy'], { remedy: 7 })).toEqual({ remedy: 7 });
  });

  it('may be issues, with pointers made of words and messages without credentials', () => {
    const issues = [
      { pointer: '/traits/0/label', message: 'Too short', received: 'a dragon' },
      { pointer: '', message: 'For ann@a.example' },
      { pointer: '/friends/ann@a.example/a~1b', message: 'Odd' },
      { pointer: '/a', message: 7 },
      { pointer: 7, message: 'Odd' },
      null,
      'Odd',
    ];
    expect(picked(['issues'], { issues })).toEqual({
      issues: [
        { pointer: '/traits/0/label', message: 'Too short' },
        { pointer: '', message: 'For …' },
        { pointer: '/friends/…/a~1b', message: 'Odd' },
      ],
    });
  });

  it('cut a pointer without end', () => {
    const issues = [{ pointer: '/a'.repeat(600), message: 'Odd' }];
    const [issue] = picked(['issues'], { issues })['issues'] as { pointer: string }[];
    expect(issue?.pointer).toHaveLength(512);
  });

  it('cannot touch a prototype', () => {
    const given = JSON.parse('{"__proto__":{"polluted":1}}') as object;
    const details = picked(['__proto__', 'constructor'], given);
    expect(Object.getPrototypeOf(details)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
