import { describe, expect, it } from 'vitest';
import { decodeDraft, type DraftCodec } from './draft-codec.ts';

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
});
