import { isEqual } from '@holdfast/core/parts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fromTypedJson, toTypedJson } from './typed-json.ts';

// Many inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const through = (value: unknown, before?: unknown): ReturnType<typeof fromTypedJson> =>
  fromTypedJson(toTypedJson(value) ?? '', before);

describe('a value that was written to text and read back', () => {
  it.each([
    ['undefined in an object', { a: undefined }],
    ['undefined in a list', [undefined, 1]],
    ['no number', { a: Number.NaN, b: Infinity, c: -Infinity, d: -0 }],
    ['a big integer', 12_345_678_901_234_567_890n],
    ['a date', new Date(5)],
    ['a date that is none', new Date(Number.NaN)],
    ['a map', new Map<unknown, unknown>([[{ a: 1 }, new Set([1])]])],
    ['bytes', new Uint8Array([0, 128, 255])],
    ['bytes without a view', new Uint8Array([1, 2]).buffer],
    ['a view', new DataView(new Uint8Array([1, 2, 3]).buffer, 1)],
    ['a part of some bytes', new Uint8Array([1, 2, 3]).subarray(1, 2)],
    ['wide numbers', new BigInt64Array([-1n])],
    ['a pattern', /a"\//giu],
    ['an error', new RangeError('no')],
    ['a boxed value', Object(-0)],
    ['text in any script', 'שלום 日本語 🔥 \ud83d \udd25 \0'],
    ['members with any name', JSON.parse('{"__proto__": [1], "$": ["date", 1], "": {"$": 2}}')],
  ])('comes back with its type: %s', (_, value) => {
    const { value: back, lost } = through(value);
    expect(isEqual(back, value)).toBe(true);
    expect(lost).toEqual([]);
  });

  it('comes back equal, for any value', () => {
    const anything = fc.anything({
      ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
      ...{
        withBoxedValues: true,
        stringUnit: 'binary',
        key: fc.oneof(fc.string(), fc.constant('$')),
      },
    });
    fc.assert(
      fc.property(anything, (value) => {
        const back = through(value);
        expect(isEqual(back.value, value)).toBe(true);
        expect(back.lost).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is plain JSON for every other reader, where JSON can hold it', () => {
    const plain = { name: 'Ada', traits: ['brave', 1, true, null] };
    expect(toTypedJson(plain)).toBe(JSON.stringify(plain));
  });

  it('takes its files from the earlier stored value, and lists the files that it lacks', () => {
    const photo = new File(['a'], 'a.png', { type: 'image/png', lastModified: 1 });
    const other = new File(['b'], 'b.png', { lastModified: 1 });
    const value = { name: 'Ada', photo, all: [other, photo] };
    const { value: back, lost } = through(value, { photo, all: [other, other] });
    expect(back).toMatchObject({ name: 'Ada', all: [other, undefined] });
    expect((back as typeof value).photo).toBe(photo);
    expect(lost).toEqual(['/all/1']);
  });
});

it('a list of numbers comes back as its kind, also of a kind that is new, and no text names any other class', () => {
  type Kind = new (bytes: ArrayBuffer) => ArrayBufferView;
  // Hosts of before 2025 lack the first.
  const Newest = (Reflect.get(globalThis, 'Float16Array') ?? Float32Array) as Kind;
  for (const Kind of [Newest, Uint8ClampedArray, BigInt64Array, DataView]) {
    const text = toTypedJson(new Kind(new ArrayBuffer(8))) ?? '';
    expect(fromTypedJson(text, undefined).value).toBeInstanceOf(Kind);
  }
  for (const name of ['Function', 'Array', 'constructor', 'Gone99Array']) {
    const { value } = fromTypedJson(`{"$":["view","${name}","AAE="]}`, undefined);
    expect(value).toEqual(new Uint8Array([0, 1]));
  }
});
