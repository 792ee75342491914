import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decode } from './decode.ts';
import { decodeEntities } from './entities.ts';
import { decodeEscapes } from './escapes.ts';
import { decodePercent } from './percent.ts';
import { readingsOf } from './readings.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('percent-encoding', () => {
  it.each([
    ['%3Cb%3e', '<b>'],
    ['%u003c%u0041', '<A'],
    ['%c3%a4%E2%82%ac%F0%9F%94%A5', 'ä€🔥'],
    ['%c0%af%c0%ae', '/.'],
    ['%e0%80%af', '/'],
    ['%f0%80%80%af', '/'],
    ['%f7%bf%bf%bf', '\xf7\xbf\xbf\xbf'],
    ['100% sure, 5%zz %', '100% sure, 5%zz %'],
    ['%%32%65', '%2e'],
    ['%ff', '\xff'],
    ['plain', 'plain'],
  ])('%s is %j', (text, decoded) => {
    expect(decodePercent(text)).toBe(decoded);
  });

  it('reads every text of encodeURIComponent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodePercent(encodeURIComponent(text))).toBe(text);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('entities', () => {
  it.each([
    ['&lt;&GT;&quot;', '<>"'],
    ['&#60;&#x3E;&#0000039;', "<>'"],
    ['&#60b', '<b'],
    ['&#x110000;', '&#x110000;'],
    ['&unknown; & &', '&unknown; & &'],
    ['plain', 'plain'],
  ])('%s is %j', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });
});

describe('escapes', () => {
  it.each([
    [String.raw`\u003c\x3e\u{28}`, '<>('],
    [String.raw`\u{110000}`, String.raw`\u{110000}`],
    [String.raw`\n \u12 \xg`, String.raw`\n \u12 \xg`],
    ['plain', 'plain'],
  ])('%s is %j', (text, decoded) => {
    expect(decodeEscapes(text)).toBe(decoded);
  });
});

describe('decoding', () => {
  it.each([
    ['%2526lt%253b', '<'],
    ['＜ｂ＞∕⁄', '<b>//'],
    ['a\u560d\u560ab', 'a\r\nb'],
  ])('goes through layers: %s is %j', (text, decoded) => {
    expect(decode(text)).toBe(decoded);
  });

  it('gives up after four layers', () => {
    expect(decode('%2525252525253c')).toBe('%25253c');
  });

  it('never grows a text and never fails', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(...'%u&#x;\\{}0123456789abcdefF＜\u560d\u560a\ud800'.split('')),
      }),
    );
    for (const step of [decode, decodePercent, decodeEntities, decodeEscapes]) {
      fc.assert(
        fc.property(text, (value) => {
          expect(step(value).length).toBeLessThanOrEqual(value.length);
        }),
        { numRuns: 10_000 },
      );
    }
  });
});

describe('the readings of a text', () => {
  it('keep its lines in one and lose them in the other', () => {
    expect(readingsOf('A\0 \r\n\t B')).toEqual({ lines: 'a\0 \r\n\t b', flat: 'a b' });
  });

  it.each([
    ['a/**/b/* c */d', 'a b d'],
    ['a/*!50000b*/c', 'a b c'],
    ['a/*b', 'a/*b'],
    ['a*/b', 'a*/b'],
    ['/*/*/*', ' *'],
    ['a\u200bb\ufeff', 'ab'],
  ])('take comments for spaces: %s is %j', (text, flat) => {
    expect(readingsOf(text).flat).toBe(flat);
  });

  it('never fail and stay within twice the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'/*!05a \n\0\u200b%2a'.split('')) });
    fc.assert(
      fc.property(text, (value) => {
        const { lines, flat } = readingsOf(value);
        expect(lines.length + flat.length).toBeLessThanOrEqual(2 * value.length + 2);
      }),
      { numRuns: 10_000 },
    );
  });
});
