import type { StandardSchema } from '@holdfast/core';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useResilientForm } from './use-resilient-form.ts';
import { useSubmit } from './use-submit.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
}
const broken: Record<string, () => never | Promise<never>> = {
  rejects: () => Promise.reject(new TypeError('on purpose')),
  throws: () => {
    throw new TypeError('on purpose');
  },
};

interface SheetFormProps {
  readonly schema: StandardSchema<Sheet>;
  readonly work?: () => unknown;
}

function SheetForm({ schema, work = () => {} }: SheetFormProps): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '' },
    submit: useSubmit(work),
  });
  const { isValid, isSubmitting } = form.formState;
  const { state } = form;
  return (
    <>
      <input aria-label="Name" {...form.register('name')} />
      <p data-testid="state">{state.kind === 'failed' ? state.failure.code : state.kind}</p>
      <p data-testid="form">{isValid && !isSubmitting ? 'ready' : isSubmitting ? 'busy' : 'no'}</p>
      <button onClick={() => void form.submit()}>Save</button>
    </>
  );
}
const shown = (id: string): string | null => screen.getByTestId(id).textContent;

it.each(Object.keys(broken))(
  'a schema that %s is a failure of the form, not of the app, and the form can be sent once it is mended',
  async (how) => {
    let isBroken = true;
    const schema: StandardSchema<Sheet> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value) => (isBroken && broken[how]?.()) || { value: value as Sheet },
      },
    };
    const { advance } = renderResilient(<SheetForm schema={schema} />);
    // An unhandled rejection while the user types would fail this test.
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Ada' } });
    fireEvent.blur(screen.getByLabelText('Name'));
    await advance(0);
    expect(shown('form')).toBe('no');
    const save = screen.getByText('Save');
    save.focus();
    fireEvent.click(save);
    await advance(0);
    expect(shown('state')).toBe('DEFECT');
    // No field is at fault, so no field takes the focus.
    expect(document.activeElement).toBe(save);
    expect(shown('form')).toBe('no');
    isBroken = false;
    fireEvent.click(save);
    await advance(0);
    expect(shown('state')).toBe('live');
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Ada L' } });
    await advance(0);
    expect(shown('form')).toBe('ready');
  },
);

it.each<[string, unknown]>([
  ['names no issue', { issues: [] }],
  ['names a field that react-hook-form cannot hold', at('constructor')],
  ['names a field like a member of every object', at('toString')],
  ['names a step that is none', at(null)],
  ['gives no result', undefined],
])(
  'a schema that refuses the values and %s sends nothing, and is a failure of the form',
  async (_how, result) => {
    const schema: StandardSchema<Sheet> = {
      '~standard': { version: 1, vendor: 'test', validate: () => result as never },
    };
    let sent = 0;
    const { advance } = renderResilient(<SheetForm schema={schema} work={() => (sent += 1)} />);
    fireEvent.click(screen.getByText('Save'));
    await advance(0);
    expect([shown('state'), sent]).toEqual(['DEFECT', 0]);
  },
);

function at(...path: readonly unknown[]): unknown {
  return { issues: [{ path, message: 'no' }] };
}
