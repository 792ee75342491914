'use client';
import type { FieldIssue, StandardSchema } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import { useState } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormProps,
  type UseFormReturn,
} from 'react-hook-form';
import type { DraftPart } from './draft/draft.ts';
import { useDraft, type FormDraft } from './draft/use-draft.ts';
import type { IssueReader } from './issues/issues-of.ts';
import { useServerIssues } from './issues/use-server-issues.ts';
import { schemaResolver } from './schema-resolver.ts';
import { unhurriedRegister } from './unhurried-register.ts';
import { useRecheck } from './use-recheck.ts';
import { useWhenReleased } from './use-when-released.ts';
import type { FormWrite, Since, Submission } from './submission.ts';
import { useSubmission } from './use-submission.ts';

/** Makes the input of the write from the schema's output. Needed when their types differ. */
export type ToInput<TParsed, TInput> = [TParsed] extends [TInput]
  ? { readonly toInput?: (values: TParsed) => TInput }
  : { readonly toInput: (values: TParsed) => TInput };

export interface ResilientFormOptions<
  TValues extends FieldValues,
  TParsed,
  TInput,
  TOutput,
  TOutcome,
> extends Pick<UseFormProps<TValues>, 'mode' | 'reValidateMode' | 'shouldFocusError' | 'disabled'> {
  /** The schema that the values must pass before the form is sent. */
  readonly schema: StandardSchema<TValues, TParsed>;
  /**
   * The first values of the form. The form calls a function each time it starts over, so that each start can
   * have new ids.
   */
  readonly defaultValues: NoInfer<TValues> | (() => NoInfer<TValues>);
  /** The function that sends the form: `useWrite(operation)`, or `useSubmit` around a function of the app's own. */
  readonly submit: FormWrite<TInput, TOutput, TOutcome>;
  /** Keeps the typed values on this device: `keepDraft({ key, version })`. @default nothing is kept */
  readonly draft?: DraftPart<FieldPath<NoInfer<TValues>>, NoInfer<TValues>>;
  /**
   * Readers of refusals that Holdfast itself does not read, such as `railsErrors`. The first that finds issues wins.
   * @default only what the failure itself tells is read
   */
  readonly serverErrors?: readonly IssueReader[];
  /**
   * The fields that the server calls by another name: `{ 'user.mail': 'email' }`. An alias also counts for what is
   * inside; '' stands for the form itself. Case, `_` and `-` need no alias. @default none
   */
  readonly aliases?: Readonly<Record<string, FieldPath<NoInfer<TValues>> | ''>>;
  /** Called once for each submission that was sent or committed, with the sent values. */
  readonly onOutcome?: (outcome: NoInfer<TOutcome>, values: NoInfer<TParsed>, since: Since) => void;
}

export type ResilientForm<TValues extends FieldValues, TParsed, TOutput> = UseFormReturn<
  TValues,
  unknown,
  TParsed
> &
  Submission<TOutput> & {
    readonly draft: FormDraft<TValues>;
    /** Issues that the server found and that belong to no field of this form. */
    readonly formIssues: readonly FieldIssue[];
  };

/**
 * react-hook-form with a schema, a draft on the device, and one write that sends the form. The draft is removed
 * only when the write is committed: answered by the server, or safe in the outbox. Issues that the server finds
 * appear on their fields, and go when the value of the field changes. A field is checked when the user leaves it,
 * and from then on with each change, unless `mode` says otherwise. When the press of a pointer makes the user leave
 * the field, the issue appears once the pointer is released, so that no button moves away from under it. Needs a
 * `HoldfastProvider`.
 */
export function useResilientForm<TValues extends FieldValues, TParsed, TInput, TOutput, TOutcome>(
  options: ResilientFormOptions<TValues, TParsed, TInput, TOutput, TOutcome> &
    ToInput<TParsed, TInput>,
): ResilientForm<TValues, TParsed, TOutput> {
  // react-hook-form changes its own object in place. A compiler that keeps a copy would show an old state.
  'use no memo';
  requireOptions<
    ResilientFormOptions<FieldValues, unknown, never, unknown, unknown> & { toInput?: unknown }
  >('useResilientForm', options as never, {
    schema: 'an object',
    defaultValues: 'an object',
    submit: 'an object with run',
    toInput: 'a function?',
    draft: 'an object with create?',
    serverErrors: 'a list of functions?',
    aliases: 'an object?',
    onOutcome: 'a function?',
    mode: 'one of onBlur, onChange, onSubmit, onTouched, all?',
    reValidateMode: 'one of onBlur, onChange, onSubmit?',
    shouldFocusError: 'true or false?',
    disabled: 'true or false?',
  });

  const { schema, defaultValues, disabled, mode = 'onTouched' } = options;
  const { reValidateMode = 'onChange', shouldFocusError = true } = options;
  const fresh = (): TValues =>
    typeof defaultValues === 'function' ? defaultValues() : defaultValues;
  const [first] = useState(fresh);
  const form = useForm<TValues, unknown, TParsed>({
    mode,
    reValidateMode,
    shouldFocusError,
    ...(disabled !== undefined && { disabled }),
    resolver: schemaResolver(schema),
    defaultValues: first as DefaultValues<TValues>,
  });
  useRecheck(form, mode === 'onTouched');
  const whenReleased = useWhenReleased();
  const [unhurried] = useState(() => unhurriedRegister(form, whenReleased));
  const { draft, kept, startOver } = useDraft<TValues, TParsed>(
    form,
    { first, fresh },
    options.draft,
  );
  const issues = useServerIssues(form);
  const submission = useSubmission({ form, kept, startOver, fresh, issues }, options);

  const { formState } = form;
  // After a reset each field must register again. A compiler keeps the result of a function that stays the same.
  const register: typeof form.register = (...all) => unhurried(...all);

  // react-hook-form changes its object in place, so only the state itself shows a change.
  return { ...form, register, formState, ...submission, draft, formIssues: issues.formIssues };
}
