import * as forms from '@holdfast/forms';
import * as fields from '@holdfast/forms/fields';
import * as validation from '@holdfast/forms/validation';
import * as wizard from '@holdfast/forms/wizard';
import { HoldfastProvider } from '@holdfast/react';
import { absurdlyTaken, createWorld, optionRow, type OptionRow } from '@holdfast/testing';
import { createElement, type ComponentType, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { useForm, type FieldValues } from 'react-hook-form';
import { expect, it } from 'vitest';

const { holdfast } = createWorld();
const any = undefined;

/** A component that calls the hook, rendered as on a server. */
const rendered = (useHook: () => unknown): string => {
  const Caller = (): null => {
    useHook();
    return null;
  };
  return renderToString(createElement(HoldfastProvider, { holdfast }, createElement(Caller)));
};

const schema = validation.cleanText() as never;
const submit = { state: { kind: 'idle' }, run: async () => ({}) } as never;
const rule = { of: ['a'], on: 'a', check: () => undefined };
const methods = (names: string): never =>
  Object.fromEntries(names.split(' ').map((name) => [name, () => () => {}])) as never;

/** A component of a form, rendered with a form of its own. */
const shown = (Shown: ComponentType<never>, props: object): OptionRow =>
  optionRow(
    (given: object) =>
      rendered(function useShown() {
        const { control } = useForm();
        const own = 'control' in given && given.control === CONTROL ? { ...given, control } : given;
        renderToString(
          createElement(HoldfastProvider, { holdfast }, createElement(Shown, own as never)),
        );
      }),
    props as never,
  );
const EndedSlider = (props: object): ReactElement =>
  fields.SliderField({ least: -5, most: 5, ...props } as never);
const CONTROL = {};
const texts = { control: CONTROL, name: 'a', label: 'a', hint: 'a', className: 'a' };

// A number below 0 is no absurd end of a slider, so its ends have a test of their own.
const slider = shown(EndedSlider, { ...texts, step: 1.5, inWords: String });

const rows: Readonly<Record<string, OptionRow>> = {
  useResilientForm: optionRow(
    (options: object) => rendered(() => forms.useResilientForm(options as never)),
    {
      ...{ schema, defaultValues: { a: '' }, submit, toInput: () => ({}), draft: any },
      ...{ serverErrors: [], aliases: {}, onOutcome: () => {}, mode: 'all' },
      ...{ reValidateMode: 'onBlur', shouldFocusError: true, disabled: false },
    },
  ),
  useSubmit: optionRow(
    ({ work, naming }: { readonly work: () => void; readonly naming?: () => never }) =>
      rendered(() => forms.useSubmit(work, naming)),
    { work: () => {}, naming: () => ({}) as never },
  ),
  schemaResolver: optionRow(
    (given: { readonly schema: never }) => forms.schemaResolver(given.schema),
    { schema },
  ),
  useFormConflict: optionRow(
    (options: forms.FormConflictOptions<FieldValues>) =>
      rendered(() =>
        forms.useFormConflict(
          {
            state: { kind: 'idle' },
            draft: { getSnapshot: () => ({ kind: 'none' }), subscribe: () => () => {} },
          } as never,
          options,
        ),
      ),
    { labels: {}, ask: async () => ({}), rebase: (mine) => mine },
  ),
  useWizard: optionRow(
    (options: { readonly form: never; readonly history?: never }) =>
      rendered(() =>
        wizard.useWizard(wizard.defineWizard(schema, [wizard.step('a')] as never), options),
      ),
    {
      form: {
        ...(methods('getFieldState getValues setFocus subscribe trigger') as object),
        ...{ formState: { errors: {}, submitCount: 0 }, draft: { memo: {}, remember() {} } },
      } as never,
      history: { follow: () => () => {} } as never,
    },
  ),
  useAssist: optionRow(
    (options: wizard.AssistOptions<FieldValues>) => rendered(() => wizard.useAssist(options)),
    {
      form: {
        ...(methods('getValues setFocus setValue subscribe') as object),
        draft: { memo: {}, remember() {} },
      } as never,
      name: 'a',
      stream: {
        ...(methods('start continue stop') as object),
        ...{ stream: { kind: 'idle' }, text: '' },
      } as never,
    },
  ),
  useRules: optionRow(
    ({ rules }: { readonly rules: readonly never[] }) =>
      rendered(() => validation.useRules(methods('subscribe trigger'), rules)),
    { rules: [] },
  ),
  withRules: optionRow(
    ({ rules }: { readonly rules: readonly never[] }) => validation.withRules(schema, rules),
    { rules: [] },
  ),
  'a rule of withRules': optionRow(
    (one: typeof rule) => validation.withRules(schema, [one as never]),
    rule,
  ),
  withChecks: optionRow(
    (given: { readonly schema: never; readonly checks: object }) =>
      validation.withChecks(given.schema, given.checks),
    { schema, checks: {} },
  ),
  defineWizard: optionRow(
    (given: { readonly schema: never; readonly steps: never }) =>
      wizard.defineWizard(given.schema, given.steps),
    { schema, steps: [wizard.step('a')] as never },
  ),
  TextField: shown(fields.TextField, {
    ...{ ...texts, lines: 'one', most: 5, type: 'email', autoComplete: 'a' },
  }),
  ChoiceField: shown(fields.ChoiceField, { ...texts, choices: [] }),
  TagsField: shown(fields.TagsField, {
    ...{ ...texts, typing: 'b', listLabel: 'a', addLabel: 'a', most: 5, mostEach: 5 },
  }),
  SliderField: slider,
  ErrorSummary: optionRow((props: object) => rendered(() => forms.ErrorSummary(props as never)), {
    ...{ form: methods('setFocus'), onOpen: () => {}, hasTitlePrefix: true, words: {} },
    className: 'a',
  }),
};

it.each(Object.entries(rows))('%s refuses absurd options', async (_, row) => {
  expect(await absurdlyTaken(row)).toEqual([]);
});

it.each(Object.entries(rows).filter(([name]) => name !== 'ErrorSummary'))(
  '%s takes sensible options',
  (_, row) => {
    expect(() => row.make(row.every)).not.toThrow();
  },
);

it.each([
  ['least', Number.NaN],
  ['least', '5'],
  ['most', Infinity],
  ['most', null],
])('a slider is refused a %s of %j', (name, value) => {
  const { make, every } = slider;
  expect(() => make({ ...every, [name]: value })).toThrow(
    expect.objectContaining({ code: 'DEFECT' }),
  );
  expect(() => make({ ...every })).not.toThrow();
});

it('a wizard without steps, or with one step twice, is refused by name', () => {
  const refused = expect.objectContaining({ code: 'DEFECT' });
  expect(() => wizard.defineWizard(schema, [])).toThrow(refused);
  const twice = [wizard.step('a'), wizard.step('a')] as never;
  expect(() => wizard.defineWizard(schema, twice)).toThrow(refused);
});
