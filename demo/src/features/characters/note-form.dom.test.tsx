import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { NoteForm } from './note-form.tsx';

afterEach(endResilient);

const characterId = '0190b8a4-0000-7000-8000-000000000001';

it('the form of notes says nothing about a refused note, which the list shows with its reason', async () => {
  const world = createWorld();
  const { advance } = renderResilient(<NoteForm characterId={characterId} />, { world });
  const user = userEvent.setup({ advanceTimers: advance });
  await user.type(screen.getByRole('textbox'), 'She hums.');
  await user.click(screen.getByRole('button', { name: 'Add note' }));
  await advance(0);
  const [entry] = world.outbox.entries.getSnapshot();
  const failure = new Failure(catalogue.BODY_TOO_LARGE, { effect: 'none' });
  await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
  await advance(0);
  expect(screen.getByRole('alert').textContent).toBe('');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('');
});
