import { isEqual } from '@holdfast/core/parts';
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
const wrong = (): Sheet => 'no values' as unknown as Sheet;

/** The content of a stored value; `undefined` if the codec cannot read it. */
function read(value: unknown): ReturnType<typeof decodeDraft<Sheet>> | undefined {
  try {
    return decodeDraft(value, 2, codec);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

describe('a stored draft', () => {
  it('may lack fields that the user has not filled', () => {
    expect(decodeDraft(draft({ name: 'Ada' }), 2, codec)).toEqual({
      values: { ...defaultValues, name: 'Ada' },
      memo: { step: 'two' },
    });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'draft'],
    ['no values', draft(undefined)],
    ['values that are a list', draft([])],
  ])('cannot be read when it is %s', (_title, value) => {
    expect(() => decodeDraft(value, 2, codec)).toThrow(TypeError);
  });

  it.each<[string, object]>([
    ['nothing over a date', { due: null }],
    ['a number over a text', { name: 1 }],
    ['a date over a text', { name: new Date(5) }],
    ['nothing over a group', { home: null }],
    ['a single value over a list', { traits: 'brave' }],
    ['a list over a single value', { name: ['Ada', 'Grace'] }],
    ['undefined over a text', { name: undefined }],
    ['a group inside a text', { home: { town: { old: 'Londinium' } } }],
    ['a field that the form did not begin with', { nickname: 'Countess' }],
    ['a list that shrank', { traits: [] }],
  ])('comes back as it was stored, for any first values of the form: %s', (_title, typed) => {
    const { values } = decodeDraft(draft(typed), 2, codec);
    expect(values).toEqual({ ...defaultValues, ...typed });
    expect(Object.keys(values)).toEqual(expect.arrayContaining(Object.keys(typed)));
  });

  it('of an older version cannot be read without `migrate`', () => {
    expect(() => decodeDraft(draft({ name: 'Ada' }), 1, codec)).toThrow(TypeError);
  });

  it('of an older version is migrated, and counts as none when the migration gives no values', () => {
    const { values } = decodeDraft(draft({ title: 'Ada' }), 1, { ...codec, migrate });
    expect(values.name).toBe('Ada of version 1');
    expect(() => decodeDraft(draft({}), 1, { ...codec, migrate: wrong })).toThrow(TypeError);
  });

  it('gives back only notes that are texts', () => {
    const value = { values: {}, memo: { step: 'two', count: 2 } };
    expect(decodeDraft(value, 2, codec).memo).toEqual({ step: 'two' });
  });

  it('gives back every value as it was, or counts as none, for any content of a device', () => {
    const odd = fc.anything({ withMap: true, withDate: true, withBigInt: true });
    const name = fc.oneof(fc.string(), fc.constantFrom('name', 'home', '__proto__', 'constructor'));
    const values = fc.dictionary(name, odd, { noNullPrototype: true });
    const near = fc.record({ values: fc.oneof(values, odd), memo: odd });
    const own = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(near, odd), (value) => {
        const found = read(value);
        if (!found) return;
        const kept = (value as { values: object }).values;
        expect(isEqual(found.values, { ...defaultValues, ...kept })).toBe(true);
        expect(Object.values(found.memo).every((note) => typeof note === 'string')).toBe(true);
        expect(Object.getPrototypeOf(found.values)).toBe(Object.prototype);
      }),
      { numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  });
});
