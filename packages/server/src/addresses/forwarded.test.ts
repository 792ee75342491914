import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseForwarded } from './forwarded.ts';

vi.setConfig({ testTimeout: 60_000 });

const written = (value: string): string =>
  /^[\w.-]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

describe('a Forwarded field', () => {
  it.each([
    ['for=192.0.2.60;proto=http;by=203.0.113.43', ['192.0.2.60']],
    ['for=192.0.2.43, for=198.51.100.17', ['192.0.2.43', '198.51.100.17']],
    ['For="[2001:db8:cafe::17]:4711"', ['[2001:db8:cafe::17]:4711']],
    ['for=unknown ,\tfor="_gazonk"', ['unknown', '_gazonk']],
    ['proto=https;host=fireside.example', [undefined]],
    [String.raw`for="a\"b\\c"`, ['a"b\\c']],
    [',for=192.0.2.1;,', ['192.0.2.1']],
  ])('%s tells %j', (field, hops) => {
    expect(parseForwarded(field)).toEqual(hops);
  });

  it.each([
    ['for'],
    ['for='],
    ['for="192.0.2.1'],
    ['for=192.0.2.1 extra'],
    ['for=[2001:db8::1]'],
    ['for=192.0.2.1;for=192.0.2.2'],
    ['for=a, for=b c'],
    ['=a'],
    ['for = a'],
  ])('%s is believed in nothing', (field) => {
    expect(parseForwarded(field)).toEqual([]);
  });

  const token = fc.string({ unit: fc.constantFrom(...'abc019.-_'.split('')), minLength: 1 });
  const text = fc.string({ unit: fc.constantFrom(...'ab:[],;= "\\\t'.split('')), minLength: 0 });

  it('gives back the value that was written into it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(token, text), token), { minLength: 1 }), (hops) => {
        const field = hops.map(([node, by]) => `by=${by}; for=${written(node)}`).join(', ');
        expect(parseForwarded(field)).toEqual(hops.map(([node]) => node));
      }),
      { numRuns: 10_000 },
    );
  });

  it('throws at nothing and never runs away', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'for=;,"\\ \tab\u00e9\u0000'.split('')) });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: 'binary' })), (field) => {
        expect(Array.isArray(parseForwarded(field))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
    const start = performance.now();
    parseForwarded(`for="${'\\a'.repeat(50_000)}`);
    parseForwarded(';'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
