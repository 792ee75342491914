import type { StandardSchema } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { keepDraft } from './draft/keep-draft.ts';
import { useResilientForm } from './use-resilient-form.ts';
import { useSubmit } from './use-submit.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
}
const schema: StandardSchema<Sheet> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Sheet }) },
};

function SheetForm(): ReactElement {
  const { register, draft } = useResilientForm({
    ...{ schema, submit: useSubmit(() => undefined), defaultValues: { name: '' } },
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  return (
    <>
      <input aria-label="Name" {...register('name')} />
      <button onClick={() => void draft.discard()}>Start over</button>
    </>
  );
}

it('a form that started over takes and keeps what the user types, also when its component is compiled', async () => {
  const { world, advance } = renderResilient(<SheetForm />, { world: createWorld() });
  await advance(0);
  const type = async (value: string): Promise<void> => {
    fireEvent.input(screen.getByLabelText('Name'), { target: { value } });
    await advance(400);
  };
  await type('Ada');
  fireEvent.click(screen.getByText('Start over'));
  await advance(0);
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('');
  await type('Grace');
  const kept = { value: { values: { name: 'Grace' } } };
  expect(world.drafts.peek('mira', 'sheet')).toMatchObject(kept);
});
