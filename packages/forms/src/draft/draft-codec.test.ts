import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decodeDraft, type DraftCodec } from './draft-codec.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

interface Sheet {
  readonly name: string;
  readonly traits: readonly string[];
  readonly born: Date | null;
  readonly home: { readonly town: string };
}
const defaultValues: Sheet = { name: '', traits: [], born: null, home: { town: '' } };
const codec: DraftCodec<Sheet> = { version: 2, defaultValues };
const draft = (values: unknown): unknown => ({ values, memo: { step: 'two' } });

const migrate = (values: unknown, from: number): Sheet => {
  const { title } = values as { readonly title: string };
  return { ...defaultValues, name: `${title} of version ${from}` };
};
const wrong = (): Sheet => ({ name: 1 }) as unknown as Sheet;

/** What a stored value says; nothing where it is not understood. */
function read(value: unknown): ReturnType<typeof decodeDraft<Sheet>> | undefined {
  try {
    return decodeDraft(value, 2, codec);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

describe('a stored draft', () => {
  it('may lack what was not typed yet', () => {
    expect(decodeDraft(draft({ name: 'Ada' }), 2, codec)).toEqual({
      values: { ...defaultValues, name: 'Ada' },
      memo: { step: 'two' },
    });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'draft'],
    ['no memo', { values: {} }],
    ['no values', draft(undefined)],
    ['values that are a list', draft([])],
    ['a number for a text', draft({ name: 1 })],
    ['nothing for a text', draft({ name: null })],
    ['a text for a list', draft({ traits: 'brave' })],
    ['a text for a group', draft({ home: 'London' })],
    ['a number inside a group', draft({ home: { town: 1 } })],
  ])('is not understood when it holds %s', (_title, value) => {
    expect(() => decodeDraft(value, 2, codec)).toThrow(TypeError);
  });

  it('of an older version is not understood without a way from there', () => {
    expect(() => decodeDraft(draft({ name: 'Ada' }), 1, codec)).toThrow(TypeError);
  });

  it('of an older version is brought up, and checked afterwards', () => {
    const { values } = decodeDraft(draft({ title: 'Ada' }), 1, { ...codec, migrate });
    expect(values.name).toBe('Ada of version 1');
    expect(() => decodeDraft(draft({}), 1, { ...codec, migrate: wrong })).toThrow(TypeError);
  });

  it('brings only notes that are texts', () => {
    const value = { values: {}, memo: { step: 'two', count: 2 } };
    expect(decodeDraft(value, 2, codec).memo).toEqual({ step: 'two' });
  });

  it('gives values a form can show, or is not understood, whatever a device holds', () => {
    const odd = fc.oneof(fc.anything({ maxDepth: 2 }), fc.string({ unit: 'binary' }));
    const values = fc.record(
      {
        name: fc.oneof(fc.string({ unit: 'binary' }), odd),
        traits: fc.oneof(fc.array(fc.string()), odd),
        born: fc.oneof(fc.date(), odd),
        home: fc.oneof(fc.record({ town: fc.oneof(fc.string(), odd) }), odd),
        // Own members of these names, as a structured clone brings them.
        ...{ ['__proto__']: odd, ['constructor']: odd },
      },
      { requiredKeys: [] },
    );
    const near = fc.record({
      values: fc.oneof({ arbitrary: values, weight: 4 }, { arbitrary: odd, weight: 1 }),
      memo: fc.oneof(fc.dictionary(fc.string(), fc.string()), odd),
    });
    const own = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(near, near, fc.anything()), (value) => {
        const { values: shown, memo } = read(value) ?? { values: defaultValues, memo: {} };
        expect(typeof (shown.name ?? '')).toBe('string');
        expect(Array.isArray(shown.traits ?? [])).toBe(true);
        expect(typeof (shown.home?.town ?? '')).toBe('string');
        expect(Object.values(memo).every((note) => typeof note === 'string')).toBe(true);
        expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
      }),
      { numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  });
});
