import { Failure, type StandardSchema } from '@holdfast/core';
import { RATE_LIMITED } from '@holdfast/core/failures';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { keepDraft } from './draft/keep-draft.ts';
import { railsErrors } from './server-errors/rails-errors.ts';
import { useResilientForm } from './use-resilient-form.ts';
import { useSubmit } from './use-submit.ts';

afterEach(endResilient);

interface Note {
  readonly text: string;
}
type Work = (note: Note) => Promise<unknown>;

function NoteForm(props: { readonly checked: Promise<void>; readonly work: Work }): ReactElement {
  const schema: StandardSchema<Note> = {
    '~standard': {
      version: 1,
      vendor: 'test',
      async validate(value) {
        await props.checked;
        return { value: value as Note };
      },
    },
  };
  const form = useResilientForm({
    schema,
    defaultValues: { text: '' },
    submit: useSubmit(props.work),
    draft: keepDraft({ key: 'note', version: 1 }),
    serverErrors: [railsErrors],
  });
  return (
    <>
      <input aria-label="Text" {...form.register('text')} />
      <p data-testid="errors">{form.formState.errors.text?.message}</p>
      <p data-testid="retry-at">{form.retryAt}</p>
      <button onClick={() => void form.submit()}>Send</button>
    </>
  );
}
const shown = (id: string): string | null => screen.getByTestId(id).textContent;
const write = (text: string): boolean =>
  fireEvent.change(screen.getByLabelText('Text'), { target: { value: text } });
const press = (): boolean => fireEvent.click(screen.getByText('Send'));
const storedOf = (world: ResilientWorld, owner: string): unknown =>
  world.drafts.peek(owner, 'note')?.value;

it.each(['', 'signs out and '])(
  'a form whose check is still under way when the writer %sanother user signs in is not sent, and stays the draft of its writer',
  async (meanwhile) => {
    const world = createWorld();
    const sent: unknown[] = [];
    const { promise: checked, resolve: finish } = Promise.withResolvers<void>();
    const work: Work = async (note) => void sent.push(note);
    const { advance } = renderResilient(<NoteForm {...{ checked, work }} />, { world });
    await advance(0);
    write('of mira');
    await advance(400);
    press();
    await advance(0);
    if (meanwhile) act(() => world.identity.set(null));
    act(() => world.identity.set({ subject: 'nils' }));
    finish();
    await advance(2000);
    expect(sent).toEqual([]);
    expect(storedOf(world, 'mira')).toMatchObject({ values: { text: 'of mira' } });
    write('of nils');
    press();
    await advance(2000);
    expect(sent).toEqual([{ text: 'of nils' }]);
  },
);

it('a refusal of the form of one user shows the next user no mistake and no wait', async () => {
  const world = createWorld();
  const { promise: answered, reject: refuse } = Promise.withResolvers<never>();
  const props = { checked: Promise.resolve(), work: () => answered };
  const { advance } = renderResilient(<NoteForm {...props} />, { world });
  await advance(0);
  write('the same words');
  press();
  await advance(0);
  act(() => world.identity.set({ subject: 'nils' }));
  await advance(0);
  write('the same words');
  const response = { data: { errors: { text: ['is rude'] } } };
  const cause = Object.assign(new Error('429'), { response });
  refuse(new Failure(RATE_LIMITED, { cause, retryAfterMs: 60_000, effect: 'none' }));
  await advance(0);
  expect([shown('errors'), shown('retry-at')]).toEqual(['', '']);
});
