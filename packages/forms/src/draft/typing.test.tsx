import { createCell, type StandardSchema } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { useObservable } from '@holdfast/react';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import { useLayoutEffect, type ReactElement } from 'react';
import { useController, type Control } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { useResilientForm } from '../use-resilient-form.ts';
import { useSubmit } from '../use-submit.ts';
import { keepDraft } from './keep-draft.ts';
import type { FormDraft } from './use-draft.ts';

afterEach(endResilient);

const names = ['name', 'role', 'home', 'age'] as const;
type Sheet = Readonly<Record<(typeof names)[number], string>>;
const schema: StandardSchema<Sheet> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Sheet }) },
};

const renders = createCell<Readonly<Record<string, number>>>({});
/** Counts what React shows, which is the same in every mode. */
function useCount(of: string): void {
  useLayoutEffect(() => {
    const counts = renders.getSnapshot();
    renders.set({ ...counts, [of]: (counts[of] ?? 0) + 1 });
  });
}

function Field(props: {
  readonly control: Control<Sheet>;
  readonly name: (typeof names)[number];
}): ReactElement {
  const { field } = useController(props);
  useCount(props.name);
  return <input aria-label={props.name} {...field} />;
}

function DraftKind({ draft }: { readonly draft: FormDraft<Sheet> }): ReactElement {
  return <p>{useObservable(draft).kind}</p>;
}

function Form(): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', role: '', home: '', age: '' },
    submit: useSubmit(() => undefined),
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  useCount('form');
  return (
    <>
      {names.map((name) => (
        <Field key={name} name={name} control={form.control} />
      ))}
      <DraftKind draft={form.draft} />
    </>
  );
}

it('1,000 characters render no other field and not the form, while its draft is kept', async () => {
  const world = createWorld();
  const { advance } = renderResilient(<Form />, { world });
  await advance(0);
  renders.set({});
  const text = 'x'.repeat(1000);
  for (let length = 1; length <= text.length; length += 1) {
    fireEvent.change(screen.getByLabelText('name'), { target: { value: text.slice(0, length) } });
    if (length % 100 === 0) await advance(300);
  }
  expect(renders.getSnapshot()).toEqual({ name: 1000 });
  await advance(400);
  expect(world.drafts.peek('mira', 'sheet')?.value).toMatchObject({ values: { name: text } });
  expect(screen.getByText('saved')).toBeDefined();
});
