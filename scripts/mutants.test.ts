import { describe, expect, it } from 'vitest';
import { applyMutant, mutantsOf, sample } from './mutants.ts';

const all = (source: string): string[] =>
  mutantsOf(source).map((mutant) => applyMutant(source, mutant));

describe('the mutants of a file', () => {
  it.each<[string, readonly string[]]>([
    ['a === b', ['a !== b']],
    ['a < b', ['a <= b', 'a >= b']],
    ['a && b', ['a || b']],
    ['a ?? b', ['a && b']],
    ['a += b', ['a -= b']],
    ['!a', ['a']],
    ['a ? b : c', ['true ? b : c', 'false ? b : c']],
    ['if (a) { b(); }', ['if (true) { b(); }', 'if (false) { b(); }', 'if (a) {}']],
    ['f(true)', ['f(false)']],
    ['f(7)', ['f(8)', 'f(6)']],
    ['f(0)', ['f(1)']],
    ["f('x')", ["f('')"]],
    ["f('')", ["f('mutant')"]],
    ['f(`x${y}`)', ['f(``)']],
    ['f([a])', ['f([])']],
    ['Math.min(a)', ['Math.max(a)']],
    [
      '/^a\\d$/i.test(b)',
      ['/a\\d$/i.test(b)', '/^a\\d/i.test(b)', '/^a\\D$/i.test(b)', '/^a\\d$/.test(b)'],
    ],
    ['/a{1,64}/.test(b)', ['/a{0,64}/.test(b)', '/a{1,9999}/.test(b)']],
  ])('%s', (source, expected) => {
    expect(all(source)).toEqual(expected);
  });

  it.each([
    "import { a } from 'b';",
    "type A = 'a' | 1;",
    'const a: 1 = b;',
    'interface A { b: true }',
    'f<1>(a)',
    "const a = { 'b-c': d };",
  ])('has none in %s', (source) => {
    expect(all(source)).toEqual([]);
  });

  it('does not change the ends of loops', () => {
    expect(all('for (let i = 0; i < n; i += 1) f(i - 1);')).toEqual([
      'for (let i = 0; i < n; i += 1) f(i + 1);',
      'for (let i = 0; i < n; i += 1) f(i - 2);',
    ]);
  });

  it('looks inside casts', () => {
    expect(all('f((a + b) as never)')).toEqual(['f((a - b) as never)']);
  });
});

describe('a sample', () => {
  const items = Array.from({ length: 100 }, (_, index) => index);

  it('is the same for the same seed and another for another', () => {
    expect(sample(items, 10, 3)).toEqual(sample(items, 10, 3));
    expect(sample(items, 10, 3)).not.toEqual(sample(items, 10, 4));
  });

  it('keeps the order, and takes all mutants where there is room', () => {
    const taken = sample(items, 10, 3);
    expect(taken).toHaveLength(10);
    expect(taken).toEqual(taken.toSorted((a, b) => a - b));
    expect(sample(items, 1000, 3)).toEqual(items);
  });
});
