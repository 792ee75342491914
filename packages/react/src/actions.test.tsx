import { defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { FORBIDDEN } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import * as React from 'react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useOperation } from './use-operation.ts';

afterEach(endResilient);

const text: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
};
const addNote = defineWrite('note.add', {
  input: text,
  request: (json) => ({ method: 'POST', path: 'notes', json }),
});

function NoteForm(): ReactElement {
  const { run } = useOperation(addNote);
  const [sent, send, isPending] = React.useActionState(
    async (_: { readonly text: string; readonly kind: string }, form: FormData) => {
      const typed = form.get('text') as string;
      const { kind } = await run(typed);
      return { text: kind === 'failed' ? typed : '', kind };
    },
    { text: '', kind: 'new' },
  );
  return (
    <form action={send}>
      <input name="text" aria-label="Text" defaultValue={sent.text} />
      <button type="submit">Send</button>
      <p data-testid="sent">{isPending ? 'pending' : sent.kind}</p>
    </form>
  );
}
function Button(): ReactElement {
  const { run } = useOperation(addNote);
  const [isPending, start] = React.useTransition();
  return (
    <button onClick={() => start(async () => void (await run('milk')))}>
      {isPending ? 'pending' : 'send'}
    </button>
  );
}
const field = (): HTMLInputElement => screen.getByLabelText('Text');
const sent = (): string | null => screen.getByTestId('sent').textContent;

// React 18 has no actions.
describe.skipIf(!('useActionState' in React))('an operation as the action of a form', () => {
  it('never throws, and leaves the text in its field when it failed', async () => {
    const world = createWorld();
    world.transport.answerWith(() => problemAnswer(new Failure(FORBIDDEN)));
    const { advance, caught } = renderResilient(<NoteForm />, { world });
    const type = (typed: string): void => {
      field().value = typed;
      fireEvent.click(screen.getByText('Send'));
    };
    type('milk');
    await advance(0);
    expect([sent(), field().value]).toEqual(['failed', 'milk']);

    // React runs queued dispatches one after another, also after a failed one.
    type('bread');
    type('eggs');
    await advance(0);
    expect([sent(), field().value]).toEqual(['failed', 'eggs']);
    expect(world.transport.requests).toHaveLength(3);

    world.transport.answerWith(() => jsonAnswer('ok'));
    type('eggs');
    await advance(0);
    expect([sent(), field().value]).toEqual(['live', '']);
    expect(caught).toEqual([]);
  });

  it('is pending in a transition until its outcome is known', async () => {
    const world = createWorld();
    let answer!: () => void;
    world.transport.answerWith(
      () => new Promise((resolve) => (answer = () => resolve(jsonAnswer('ok')))),
    );
    const { advance } = renderResilient(<Button />, { world });
    fireEvent.click(screen.getByText('send'));
    await advance(0);
    expect(screen.getByText('pending')).toBeTruthy();
    answer();
    await advance(0);
    expect(screen.getByText('send')).toBeTruthy();
  });
});
