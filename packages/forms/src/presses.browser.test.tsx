import type { StandardSchema } from '@holdfast/core';
import { HoldfastProvider } from '@holdfast/react';
import { createWorld } from '@holdfast/testing';
import { useEffect, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { useController, type Control } from 'react-hook-form';
import { expect, it, onTestFinished } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { TextField } from './fields/index.ts';
import { useResilientForm } from './use-resilient-form.ts';
import { useSubmit } from './use-submit.ts';

interface Account {
  readonly name: string;
  readonly password: string;
}
const Account: StandardSchema<Account> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      (value as Account).password.length < 10
        ? { issues: [{ message: 'Use ten characters or more.', path: ['password'] }] }
        : { value: value as Account },
  },
};

interface SignUpProps {
  readonly sent: string[];
  /** Gets the way to change the name from outside of the form. */
  readonly onReady: (setName: (name: string) => void) => void;
}

/** A field that registers in the control and is no field of this package. */
function OwnField({ control }: { readonly control: Control<Account> }): ReactElement {
  const { field } = useController({ control, name: 'name' });
  return <input {...field} name="own" aria-label="Own field" />;
}

/** Has one field of each way to register. An issue above the button moves it by more than its own height. */
function SignUp({ sent, onReady }: SignUpProps): ReactElement {
  const form = useResilientForm({
    schema: Account,
    defaultValues: { name: '', password: '' },
    submit: useSubmit(({ name }: Account) => void sent.push(name)),
  });
  const { errors, submitCount } = form.formState;
  useEffect(() => {
    onReady((name) => form.setValue('name', name));
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <TextField control={form.control} name="name" label="Name" />
      <OwnField control={form.control} />
      <input {...form.register('password')} aria-label="Password" style={{ display: 'block' }} />
      {errors.password && (
        <p role="alert" style={{ height: 60 }}>
          {errors.password.message}
        </p>
      )}
      <button style={{ display: 'block', height: 30, margin: 0 }}>Sign up</button>
      <output id="submits">{submitCount}</output>
    </form>
  );
}

const session = (): { send(method: string, params: object): Promise<unknown> } => cdp();
const one = (selector: string): Element => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const field = (name: string): Element => one(`input[name=${name}]`);
const issue = (): string => document.querySelector('[role=alert]')?.textContent ?? '';

/** Where an element is on the page in which the frame of the tests stands. */
function middleOf(element: Element): { readonly x: number; readonly y: number } {
  const frame = frameElement?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth);
  const scale = frame.width / innerWidth;
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: frame.x + (x + width / 2) * scale, y: frame.y + (y + height / 2) * scale };
}

const mouse = (type: string, at: object): Promise<unknown> =>
  session().send('Input.dispatchMouseEvent', {
    ...{ type: `mouse${type}`, ...at },
    ...(type === 'Moved' ? {} : { button: 'left', clickCount: 1 }),
  });

async function open(): Promise<{ readonly sent: readonly string[]; setName(name: string): void }> {
  const opened = { sent: [] as string[], setName: (name: string): void => void name };
  const place = document.body.appendChild(document.createElement('main'));
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  root.render(
    <HoldfastProvider holdfast={createWorld().holdfast}>
      <SignUp sent={opened.sent} onReady={(setName) => Object.assign(opened, { setName })} />
    </HoldfastProvider>,
  );
  await expect.poll(() => document.querySelector('button')).not.toBeNull();
  return opened;
}

async function write(name: string, text: string): Promise<void> {
  await userEvent.click(field(name));
  await userEvent.keyboard(text);
}

it('a press of the mouse reaches the button although leaving the field shows an issue above it', async () => {
  await open();
  await write('password', 'short');
  const at = middleOf(one('button'));
  await mouse('Moved', at);
  await mouse('Pressed', at);
  await expect.poll(() => document.activeElement?.textContent).toBe('Sign up');
  expect(issue()).toBe('');
  await mouse('Released', at);
  await expect.poll(() => one('#submits').textContent).toBe('1');
  expect(issue()).toBe('Use ten characters or more.');
  expect(document.activeElement).toBe(field('password'));
});

it('a tap of a finger reaches the button although leaving the field shows an issue above it', async () => {
  await open();
  await write('password', 'short');
  await session().send('Emulation.setTouchEmulationEnabled', { enabled: true });
  onTestFinished(async () => {
    await session().send('Emulation.setTouchEmulationEnabled', { enabled: false });
  });
  const touchPoints = [middleOf(one('button'))];
  await session().send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await session().send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => one('#submits').textContent).toBe('1');
  expect(issue()).toBe('Use ten characters or more.');
  await expect.poll(() => document.activeElement).toBe(field('password'));
});

it('a key says at once what the field has to say, and sends the form', async () => {
  const { sent } = await open();
  await write('password', 'short');
  await userEvent.keyboard('{Tab}');
  await expect.poll(issue).toBe('Use ten characters or more.');
  await write('password', 'er than before');
  await userEvent.keyboard('{Tab} ');
  await expect.poll(() => sent.length).toBe(1);
});

it('a press that ends elsewhere leaves the field with its issue, and nothing is sent', async () => {
  await open();
  await write('password', 'short');
  const at = middleOf(one('button'));
  await mouse('Moved', at);
  await mouse('Pressed', at);
  await mouse('Moved', { x: at.x, y: at.y + 200 });
  await mouse('Released', { x: at.x, y: at.y + 200 });
  await expect.poll(issue).toBe('Use ten characters or more.');
  expect(one('#submits').textContent).toBe('0');
});

it('a text that the field cleans when the user leaves is clean when the press sends it', async () => {
  const { sent } = await open();
  await write('password', 'long enough');
  await write('name', 'Ada\u200B');
  await userEvent.click(one('button'));
  await expect.poll(() => sent).toEqual(['Ada']);
});

it('a value that changes while the pointer is down is not overwritten by the field that the user left', async () => {
  const opened = await open();
  await write('password', 'long enough');
  await write('own', 'Ada');
  const at = middleOf(one('button'));
  await mouse('Moved', at);
  await mouse('Pressed', at);
  await expect.poll(() => document.activeElement?.textContent).toBe('Sign up');
  opened.setName('Bea');
  await mouse('Released', at);
  await expect.poll(() => opened.sent).toEqual(['Bea']);
});
