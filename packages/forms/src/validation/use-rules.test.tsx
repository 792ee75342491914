import type { StandardSchema } from '@holdfast/core';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useForm, type FormState } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { schemaResolver } from '../schema-resolver.ts';
import { useRules } from './use-rules.ts';
import { withRules } from './with-rules.ts';

afterEach(endResilient);

interface Trip {
  readonly from: string;
  readonly to: string;
}
const any: StandardSchema<Trip> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Trip }) },
};
const schema = withRules(any, [
  {
    of: ['from', 'to'],
    on: 'to',
    check: ({ from, to }) => (from < to ? undefined : 'The end comes before the start.'),
  },
]);

function Form(): ReactElement {
  const form = useForm<Trip>({
    defaultValues: { from: '1', to: '2' },
    resolver: schemaResolver(schema),
    mode: 'onTouched',
  });
  useRules(form, schema.rules);
  return (
    <form>
      <input aria-label="From" {...form.register('from')} />
      <input aria-label="To" {...form.register('to')} />
      <p role="alert">{messageIn(form.formState)}</p>
    </form>
  );
}
const messageIn = ({ errors }: FormState<Trip>): string => errors.to?.message ?? '';
const alert = (): string | null => screen.getByRole('alert').textContent;
const type = (label: string, value: string): Promise<void> =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
    await Promise.resolve();
  });
const leave = (label: string): Promise<void> =>
  act(async () => {
    fireEvent.blur(screen.getByLabelText(label));
    await Promise.resolve();
  });

it('checks the field of a rule again when the other field changes, once the user has left it', async () => {
  renderResilient(<Form />);
  await type('From', '3');
  expect(alert()).toBe('');
  await type('From', '1');
  await leave('To');
  await type('From', '3');
  expect(alert()).toBe('The end comes before the start.');
  await type('From', '1');
  expect(alert()).toBe('');
});
