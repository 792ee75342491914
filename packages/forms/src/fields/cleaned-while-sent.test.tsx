import { defineWrite, type StandardSchema } from '@holdfast/core';
import { useWrite } from '@holdfast/react';
import { jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { keepDraft } from '../draft/keep-draft.ts';
import { useResilientForm } from '../use-resilient-form.ts';
import { TextField } from './text-field.tsx';

afterEach(endResilient);

interface Person {
  readonly name: string;
}
const schema: StandardSchema<Person> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Person }) },
};
const save = defineWrite('person.save', {
  input: schema,
  request: (json) => ({ method: 'POST', path: 'people', json }),
});

function Editor(props: { readonly told: (hasNewer: boolean) => void }): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '' },
    submit: useWrite(save),
    draft: keepDraft({ key: 'person', version: 1 }),
    onOutcome: (_outcome, _values, { hasNewer }) => props.told(hasNewer),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <TextField control={form.control} name="name" label="Name" />
      <button type="button" onClick={() => form.setValue('name', 'Mara ')}>
        Call her Mara
      </button>
      <button>Save</button>
    </form>
  );
}
const input = (): HTMLInputElement => screen.getByLabelText('Name');

it('a field that tidies its text while the form is being sent leaves no newer words behind', async () => {
  const told: boolean[] = [];
  const editor = <Editor told={(hasNewer) => told.push(hasNewer)} />;
  const page = renderResilient(editor);
  const { transport, platform } = page.world;
  const { promise: answer, resolve } = Promise.withResolvers<ReturnType<typeof jsonAnswer>>();
  transport.answerWith(() => answer);
  await page.advance(0);
  act(() => input().focus());
  fireEvent.change(input(), { target: { value: 'Anna ' } });
  fireEvent.submit(input());
  // The user presses Enter twice.
  fireEvent.submit(input());
  await page.advance(1_000);
  act(() => input().blur());
  resolve(jsonAnswer({}));
  await page.advance(1_000);
  expect(transport.requests.map(({ body }) => body)).toEqual(['{"name":"Anna"}']);
  expect(told).toEqual([false]);
  page.unmount();
  await platform.advance(1_000);
  const again = renderResilient(editor, { world: page.world });
  await again.advance(0);
  expect(input().value).toBe('');
});

it('a field tidies the newest text, which the app may have set just before', async () => {
  const page = renderResilient(<Editor told={() => {}} />);
  const { transport } = page.world;
  transport.answerWith(() => jsonAnswer({}));
  await page.advance(0);
  fireEvent.change(input(), { target: { value: 'Anna ' } });
  act(() => {
    screen.getByText('Call her Mara').click();
    input().form?.requestSubmit();
  });
  await page.advance(1_000);
  expect(transport.requests.map(({ body }) => body)).toEqual(['{"name":"Mara"}']);
});
