import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { useRecheck } from './use-recheck.ts';

afterEach(cleanup);

const rule = (message: string) => ({ validate: (value: string) => value !== '' || message });

function Form({ isOn }: { readonly isOn: boolean }): ReactElement {
  const form = useForm({ mode: 'onTouched', defaultValues: { name: '', role: '' } });
  useRecheck(form, isOn);
  const { name, role } = form.formState.errors;
  return (
    <>
      <input aria-label="Name" {...form.register('name', rule('no name'))} />
      <input aria-label="Role" {...form.register('role', rule('no role'))} />
      <button onClick={() => void form.trigger()}>Check</button>
      <p>{[name?.message, role?.message].filter(Boolean).join(', ')}</p>
    </>
  );
}

const field = (label: string) => screen.getByRole('textbox', { name: label });

it('a field loses its issue as soon as its value is right, and other fields keep theirs', async () => {
  render(<Form isOn />);
  await userEvent.click(screen.getByRole('button'));
  await screen.findByText('no name, no role');
  await userEvent.type(field('Name'), 'M');
  await screen.findByText('no role');
  expect(field('Name')).toBe(document.activeElement);
});

it('a field gets no issue while the user fills it for the first time', async () => {
  render(<Form isOn />);
  await userEvent.type(field('Name'), 'M{Backspace}');
  expect(screen.queryByText(/no name/)).toBeNull();
});

it('react-hook-form alone checks a field when the recheck is off', async () => {
  render(<Form isOn={false} />);
  await userEvent.click(screen.getByRole('button'));
  await screen.findByText('no name, no role');
  await userEvent.type(field('Name'), 'M');
  expect(screen.queryByText('no name, no role')).not.toBeNull();
});
