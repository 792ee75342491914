import { createCell, defineWrite, type StandardSchema } from '@holdfast/core';
import { isEqual } from '@holdfast/core/parts';
import { useWrite } from '@holdfast/react';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act } from '@testing-library/react';
import fc from 'fast-check';
import { useLayoutEffect, type ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useResilientForm } from '../use-resilient-form.ts';
import { keepDraft } from './keep-draft.ts';

// The test opens a form twice for each input.
vi.setConfig({ testTimeout: 60_000 });
afterEach(endResilient);

interface Values {
  readonly field: unknown;
  readonly plain: unknown;
  readonly other: string;
}
const anyValues: StandardSchema<Values> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Values }) },
};
const texts: StandardSchema<Values> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({
      issues: Object.entries(value as object)
        .filter(([, member]) => typeof member !== 'string')
        .map(([name]) => ({ path: [name], message: 'no text' })),
    }),
  },
};
const send = defineWrite('values.send', { request: () => ({ method: 'POST', path: 'values' }) });

type Form = ReturnType<typeof useResilientForm<Values, Values, void, unknown, unknown>>;
const opened = createCell<Form | undefined>(undefined);

function Editor({
  schema,
  start,
}: {
  schema: StandardSchema<Values>;
  start: unknown;
}): ReactElement {
  const form = useResilientForm<Values, Values, void, unknown, unknown>({
    ...{ schema, submit: useWrite(send), toInput: () => {} },
    defaultValues: { field: start, plain: start, other: '' },
    draft: keepDraft({ key: 'values', version: 1 }),
  });
  useLayoutEffect(() => opened.set(form));
  const { field } = useController({ control: form.control, name: 'field' });
  return (
    <>
      <p>{typeof field.value}</p>
      <input {...form.register('other')} />
    </>
  );
}

async function comesBack(
  start: unknown,
  typed: unknown,
  schema = anyValues,
): Promise<{ readonly form: Form; readonly held: unknown; readonly world: ResilientWorld }> {
  const world = createWorld();
  const editor = <Editor schema={schema} start={start} />;
  const first = renderResilient(editor, { world });
  await first.advance(0);
  act(() => {
    opened.getSnapshot()?.setValue('field', typed);
    opened.getSnapshot()?.setValue('plain', typed);
    opened.getSnapshot()?.setValue('other', 'typed beside it');
  });
  const held: unknown = opened.getSnapshot()?.getValues('plain');
  await first.advance(400);
  first.unmount();
  await world.platform.advance(0);
  const again = renderResilient(editor, { world });
  await again.advance(0);
  const form = opened.getSnapshot();
  if (!form) throw new Error('The form is not open.');
  return { form, held, world };
}

const photo = new File(['a'], 'a.png');
const cases: readonly [string, unknown, unknown][] = [
  ['nothing over a date', '2026-01-01', null],
  ['a number over an empty text', '', 5],
  ['a date over a text', 'tomorrow', new Date(5)],
  ['an object that was cleared', { town: 'London' }, null],
  ['a single value over a list', ['a'], 'a'],
  ['undefined over a text', '2026-01-01', undefined],
  ['undefined inside an object', { a: 1 }, { a: undefined }],
  ['no number', 0, Number.NaN],
  ['a big integer', 0, 12_345_678_901_234_567_890n],
  ['a file', null, photo],
  ['files in a list', [], [photo, { name: 'cover', photo }]],
  ['a map and a set', null, new Map([['a', new Set([1, { b: 2 }])]])],
  ['bytes', null, new Uint8Array([0, 255])],
  ['endless and negative nothing', 1, [Infinity, -Infinity, -0]],
  ['objects in a list that grew', [{ a: 1 }], [{ a: 1 }, { a: 2, more: [] }]],
  ['objects in a list that shrank', [{ a: 1 }, { a: 2 }], []],
  ['members that the form did not begin with', {}, { unknown: { deep: [null] } }],
  ['text in any script, and half a character', '', 'שלום 日本語 🔥 \ud83d'],
  ['nothing over nothing', undefined, null],
];

describe('every value that a draft shows as saved comes back', () => {
  it.each(cases)('without a schema for it: %s', async (_title, start, typed) => {
    const { form: back } = await comesBack(start, typed);
    expect(back.draft.getSnapshot().kind).toBe('restored');
    const { field, plain, other } = back.getValues();
    expect(isEqual(field, typed)).toBe(true);
    expect(isEqual(plain, typed)).toBe(true);
    expect(other).toBe('typed beside it');
  });

  it.each(cases)('with a schema that refuses it: %s', async (_title, start, typed) => {
    const { form: back, world } = await comesBack(start, typed, texts);
    expect(isEqual(back.getValues('field'), typed)).toBe(true);
    expect(back.getValues('other')).toBe('typed beside it');
    expect(world.drafts.quarantined).toEqual([]);
  });

  it('equal and with its types, for any first values of the form', async () => {
    const anything = fc.anything({
      ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
      ...{ maxDepth: 2, stringUnit: 'binary' },
    });
    await fc.assert(
      fc
        .asyncProperty(anything, anything, async (start, typed) => {
          const { form: back, held } = await comesBack(start, typed);
          // The form library itself keeps no member of the name `__proto__`.
          expect(isEqual(back.getValues('plain'), held)).toBe(true);
          expect(back.getValues('other')).toBe('typed beside it');
        })
        .afterEach(endResilient),
      { numRuns: 60 },
    );
  });

  it('without the one value that no browser can keep, and the draft names its field', async () => {
    class Money {
      readonly cents = 1;
    }
    const typed = { name: 'Ada', price: new Money(), act: () => {}, tags: ['a'] };
    const world = createWorld();
    const view = renderResilient(<Editor schema={anyValues} start={{}} />, { world });
    await view.advance(0);
    act(() => {
      opened.getSnapshot()?.setValue('field', typed);
      opened.getSnapshot()?.setValue('other', 'typed beside it');
    });
    await view.advance(400);
    expect(opened.getSnapshot()?.draft.getSnapshot()).toMatchObject({
      kind: 'incomplete',
      lost: ['field.price', 'field.act'],
    });
    view.unmount();
    await world.platform.advance(0);
    const again = renderResilient(<Editor schema={anyValues} start={{}} />, { world });
    await again.advance(0);
    expect(opened.getSnapshot()?.getValues()).toMatchObject({
      field: { name: 'Ada', tags: ['a'] },
      other: 'typed beside it',
    });
    expect(opened.getSnapshot()?.draft.getSnapshot()).toMatchObject({
      kind: 'restored',
      lost: ['field.price', 'field.act'],
    });
  });

  it('whole when the value that cannot be kept is a default value of the form', async () => {
    const start = { act: () => {} };
    const { form: back } = await comesBack(start, start);
    expect(back.draft.getSnapshot()).toEqual(expect.objectContaining({ kind: 'restored' }));
    expect(back.draft.getSnapshot()).not.toHaveProperty('lost');
    expect(back.getValues('other')).toBe('typed beside it');
  });
});
