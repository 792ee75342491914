import { createHoldfast, fetchTransport, type StandardSchema } from '@holdfast/core';
import { ErrorSummary, keepDraft, useResilientForm, useSubmit } from '@holdfast/forms';
import { createDraftStore } from '@holdfast/offline';
import { HoldfastProvider, useObservable } from '@holdfast/react';
import { deleteDB } from 'idb';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';

interface Letter {
  readonly text: string;
  readonly photo: File | null;
}
const Letter: StandardSchema<Letter> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      (value as Letter).text.length > 20
        ? { issues: [{ message: 'Write less.', path: ['text'] }] }
        : { value: value as Letter },
  },
};

function LetterForm(): ReactElement {
  const form = useResilientForm({
    schema: Letter,
    defaultValues: { text: '', photo: null },
    shouldFocusError: false,
    submit: useSubmit(() => undefined),
    draft: keepDraft({ key: 'letter', version: 1, debounceMs: 50 }),
  });
  const { kind } = useObservable(form.draft);
  const { isDirty, dirtyFields } = form.formState;
  return (
    <>
      <ErrorSummary form={form} />
      <input aria-label="Text" {...form.register('text')} />
      <button
        onClick={() => form.setValue('photo', new File(['owl'], 'owl.png'), { shouldDirty: true })}
      >
        Photo
      </button>
      <button onClick={() => void form.submit()}>Send</button>
      <output>
        {[kind, form.getValues('photo')?.name, isDirty, ...Object.keys(dirtyFields)].join(' ')}
      </output>
    </>
  );
}

/** A page of its own on the same database. Returns its end, after which nothing of it is left in memory. */
function openPage(name: string): () => void {
  const holdfast = createHoldfast({
    transport: fetchTransport(),
    drafts: createDraftStore({ name }),
  });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  root.render(
    <HoldfastProvider holdfast={holdfast}>
      <LetterForm />
    </HoldfastProvider>,
  );
  return () => {
    root.unmount();
    place.remove();
    void holdfast.dispose();
  };
}

const shown = (): string => document.querySelector('output')?.textContent ?? '';

it('a draft in IndexedDB comes back in the next page with its file, counts as changed, and its mistake is a link', async () => {
  const name = 'kept-draft';
  onTestFinished(() => deleteDB(name));
  const leave = openPage(name);
  await userEvent.fill(page.getByLabelText('Text'), 'Dear Ada, the owls lie.');
  await userEvent.click(page.getByText('Photo'));
  await expect.poll(shown).toMatch(/^saved owl/);
  await userEvent.fill(page.getByLabelText('Text'), 'Dear Ada, the owls lie!');
  leave();

  onTestFinished(openPage(name));
  await expect.element(page.getByLabelText('Text')).toHaveValue('Dear Ada, the owls lie!');
  await expect.poll(shown).toMatch(/^restored owl.png true text/);
  await userEvent.click(page.getByText('Send'));
  await expect.element(page.getByRole('group', { name: 'There is a problem' })).toHaveFocus();
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByLabelText('Text')).toHaveFocus();
});
