// Types into two forms of forty fields on one page: ours with its draft in IndexedDB, and react-hook-form alone.
import { createHoldfast, defineWrite } from '@holdfast/core';
import { standardSchema, type JsonObject } from './react-schema.ts';
import { keepDraft, schemaResolver, useResilientForm } from '@holdfast/forms';
import { createDraftStore } from '@holdfast/offline';
import { HoldfastProvider, useWrite } from '@holdfast/react';
import { useEffect, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { nextTask, sideBySide, type Samples } from './react-side-by-side.ts';

const FIELDS = Array.from({ length: 40 }, (_, index) => `field${index}`);
const KEYS_A_ROUND = 100;
const DRAFT = 'typing';
const DEBOUNCE_MS = 50;

const schema = standardSchema(FIELDS);
const empty: JsonObject = Object.fromEntries(FIELDS.map((name) => [name, '']));
const save = defineWrite('form.save', {
  input: schema,
  request: (json: JsonObject) => ({ method: 'POST', path: 'forms', json }),
});

const draft = keepDraft({ key: DRAFT, version: 1, debounceMs: DEBOUNCE_MS });

type Form = Pick<UseFormReturn<JsonObject>, 'register' | 'getValues'>;

const rendersOf = new Map<string, number>();

function Field({ name, form, side }: { name: string; form: Form; side: string }): ReactElement {
  const key = `${side} ${name}`;
  rendersOf.set(key, (rendersOf.get(key) ?? 0) + 1);
  return <input id={key} {...form.register(name)} />;
}

const Fields = ({ form, side }: { form: Form; side: string }): ReactElement => (
  <>
    {FIELDS.map((name) => (
      <Field key={name} name={name} form={form} side={side} />
    ))}
  </>
);

interface Shown {
  form?: Form;
  draftKind?: () => string;
}

type OnShow = (form: Form, draftKind?: () => string) => void;

const showIn =
  (shown: Shown): OnShow =>
  (form, draftKind) =>
    void Object.assign(shown, { form, draftKind });

function Ours({ onShow }: { readonly onShow: OnShow }): ReactElement {
  const form = useResilientForm({
    ...{ schema, defaultValues: empty, submit: useWrite(save) },
    draft,
  });
  useEffect(() => {
    onShow(form, () => form.draft.getSnapshot().kind);
  });
  return <Fields form={form} side="ours" />;
}

function Bare({ onShow }: { readonly onShow: OnShow }): ReactElement {
  const form = useForm({
    ...{ mode: 'onTouched' as const, defaultValues: empty },
    resolver: schemaResolver(schema),
  });
  useEffect(() => {
    onShow(form);
  });
  return <Fields form={form} side="bare" />;
}

const setNatively = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

/** Adds one character as a keyboard does, so that React takes it for the user's. */
function press(input: HTMLInputElement, character: string): void {
  setNatively?.call(input, input.value + character);
  input.dispatchEvent(new InputEvent('input', { bubbles: true, data: character }));
}

/** The milliseconds of a hundred keys in one field, each with everything that it sets off. */
async function typeInto(side: string, round: number): Promise<number> {
  const name = FIELDS[Math.abs(round) % FIELDS.length] ?? '';
  const input = document.getElementById(`${side} ${name}`) as HTMLInputElement;
  input.focus();
  let ms = 0;
  for (let key = 0; key < KEYS_A_ROUND; key += 1) {
    const start = performance.now();
    press(input, String.fromCodePoint(97 + ((round + key + 700) % 26)));
    await nextTask();
    ms += performance.now() - start;
  }
  return ms;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Typing extends Samples {
  /** Characters that the user typed into our form. */
  readonly typed: number;
  /** Characters of those that the form or its draft does not hold. */
  readonly lost: number;
  /** How often other fields rendered while the user typed into one field. */
  readonly unrelatedRenders: number;
}

export async function typing(rounds: number): Promise<Typing> {
  const drafts = createDraftStore({ name: `typing-${performance.timeOrigin}` });
  const holdfast = createHoldfast({ transport: { send: () => new Promise(() => {}) }, drafts });
  const shown: { readonly ours: Shown; readonly bare: Shown } = { ours: {}, bare: {} };
  const place = document.body.appendChild(document.createElement('main'));
  const root = createRoot(place);
  root.render(
    <HoldfastProvider holdfast={holdfast}>
      <Ours onShow={showIn(shown.ours)} />
      <Bare onShow={showIn(shown.bare)} />
    </HoldfastProvider>,
  );
  while (!shown.ours.form || !shown.bare.form) await pause(10);
  await pause(200);

  let unrelatedRenders = 0;
  const side = (name: 'ours' | 'bare') => async (round: number) => {
    const before = new Map(rendersOf);
    const ms = await typeInto(name, round);
    if (name === 'ours') {
      const own = `ours ${FIELDS[Math.abs(round) % FIELDS.length] ?? ''}`;
      for (const [key, count] of rendersOf) {
        if (key !== own) unrelatedRenders += count - (before.get(key) ?? 0);
      }
      // The draft is saved now, and not while the other side is measured.
      await pause(2 * DEBOUNCE_MS);
    }
    return ms;
  };
  const samples = await sideBySide(rounds, side('ours'), side('bare'));

  await pause(20 * DEBOUNCE_MS);
  const expected = FIELDS.map((name) => inputOf(`ours ${name}`).value);
  const inForm = shown.ours.form.getValues();
  root.unmount();
  const again: { readonly ours: Shown } = { ours: {} };
  const second = createRoot(place);
  second.render(
    <HoldfastProvider holdfast={holdfast}>
      <Ours onShow={showIn(again.ours)} />
    </HoldfastProvider>,
  );
  while (again.ours.draftKind?.() !== 'restored') await pause(10);
  const restored = again.ours.form?.getValues() ?? {};
  const typed = expected.join('').length;
  const kept = FIELDS.map((name) =>
    Math.min(inForm[name]?.length ?? 0, restored[name]?.length ?? 0),
  );
  const lost = (rounds + 3) * KEYS_A_ROUND - kept.reduce((sum, length) => sum + length, 0);
  second.unmount();
  place.remove();
  return { ...samples, typed, lost, unrelatedRenders };
}

const inputOf = (id: string): HTMLInputElement => document.getElementById(id) as HTMLInputElement;
