import { createCell, defineWrite, type StandardSchema } from '@holdfast/core';
import { ErrorBoundary, keepDrafts, useObservable, useWrite } from '@holdfast/react';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useResilientForm } from '../use-resilient-form.ts';
import { keepDraft } from './keep-draft.ts';

const schema: StandardSchema<{ readonly name: string }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value: value as { readonly name: string } }),
  },
};
const save = defineWrite('sheet.save', {
  input: schema,
  request: (json) => ({ method: 'PUT', path: 'sheet', json }),
});
const isBroken = createCell(false);
afterEach(() => {
  isBroken.set(false);
  endResilient();
});

function Sheet(): ReactElement {
  const { register, formState, draft } = useResilientForm({
    ...{ schema, submit: useWrite(save), defaultValues: { name: '' } },
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  return (
    <>
      <input {...register('name')} aria-label="name" data-dirty={formState.isDirty} />
      <button onClick={() => void draft.discard()}>discard</button>
      <button onClick={() => draft.undoDiscard()}>undo</button>
    </>
  );
}
function Neighbour(): null {
  if (useObservable(isBroken)) throw new Error('broken');
  return null;
}

it('a form whose neighbour breaks keeps its draft before it goes, and has it again afterwards', async () => {
  const world = createWorld();
  const { advance } = renderResilient(
    <ErrorBoundary
      parts={[keepDrafts()]}
      onReset={() => isBroken.set(false)}
      fallbackRender={({ resetErrorBoundary }) => (
        <button onClick={resetErrorBoundary}>again</button>
      )}
    >
      <Sheet />
      <Neighbour />
    </ErrorBoundary>,
    { world },
  );
  await advance(0);
  fireEvent.input(screen.getByLabelText('name'), { target: { value: 'Ada' } });
  act(() => isBroken.set(true));
  await advance(0);
  expect(world.drafts.peek('mira', 'sheet')).toMatchObject({ value: { values: { name: 'Ada' } } });
  fireEvent.click(screen.getByText('again'));
  await advance(0);
  const input = screen.getByLabelText<HTMLInputElement>('name');
  expect([input.value, input.dataset['dirty']]).toEqual(['Ada', 'true']);
});

it('a form shows at once that its draft was discarded, and that this was undone', async () => {
  const { advance } = renderResilient(<Sheet />);
  await advance(0);
  const input = screen.getByLabelText<HTMLInputElement>('name');
  fireEvent.input(input, { target: { value: 'Ada' } });
  await advance(1_000);
  fireEvent.click(screen.getByText('discard'));
  await advance(0);
  expect(input.value).toBe('');
  fireEvent.click(screen.getByText('undo'));
  await advance(0);
  expect(input.value).toBe('Ada');
});
