'use client';
import type {
  FieldIssue,
  OperationState,
  StandardSchema,
  UnsavedWork,
  WriteOperation,
} from '@holdfast/core';
import type { WriteOutcome } from '@holdfast/core/parts';
import { useWrite } from '@holdfast/react';
import { useEffect, useState } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormProps,
  type UseFormReturn,
} from 'react-hook-form';
import type { DraftView } from './draft/draft-view.ts';
import { useDraft, type DraftOptions, type FormDraft } from './draft/use-draft.ts';
import { useServerIssues } from './issues/use-server-issues.ts';
import { schemaResolver } from './schema-resolver.ts';
import { useRecheck } from './use-recheck.ts';
import { useSubmission, type Since } from './use-submission.ts';

/** Makes the operation's input from the schema's output. Needed when their types differ. */
export type ToInput<TParsed, TInput> = [TParsed] extends [TInput]
  ? { readonly toInput?: (values: TParsed) => TInput }
  : { readonly toInput: (values: TParsed) => TInput };

export interface ResilientFormOptions<
  TValues extends FieldValues,
  TParsed,
  TInput,
  TOpParsed,
  TOutput,
  TOffline extends 'queue' | 'fail',
> extends Pick<UseFormProps<TValues>, 'mode' | 'reValidateMode' | 'shouldFocusError' | 'disabled'> {
  /** The schema that the values must pass before the form is sent. */
  readonly schema: StandardSchema<TValues, TParsed>;
  /**
   * The first values of the form. The form calls a function each time it starts over, so that each start can
   * have new ids.
   */
  readonly defaultValues: NoInfer<TValues> | (() => NoInfer<TValues>);
  /** The write that sends the form. */
  readonly operation: WriteOperation<string, TInput, TOpParsed, TOutput, TOffline>;
  /** Keeps the typed values on this device. @default nothing is kept */
  readonly draft?: DraftOptions<NoInfer<TValues>, FieldPath<NoInfer<TValues>>>;
  /** Where the form declares unsaved work while it holds values that a reload would lose. @default none */
  readonly unsaved?: { readonly work: UnsavedWork; readonly label: string };
  /** Called once for each submission that was sent or committed, with the sent values. */
  readonly onOutcome?: (
    outcome: WriteOutcome<NoInfer<TOutput>, NoInfer<TOffline>>,
    values: NoInfer<TParsed>,
    since: Since,
  ) => void;
}

export type ResilientForm<TValues extends FieldValues, TParsed, TOutput> = UseFormReturn<
  TValues,
  unknown,
  TParsed
> & {
  /**
   * Checks the form and sends it. A call while another is under way joins it, and afterwards sends values that were
   * typed between the two calls. When another tab has sent this draft meanwhile, it sends nothing: `draft` says
   * `ended`, and the next call sends. Rejects only with an error that `toInput` or `onOutcome` throws.
   */
  readonly submit: () => Promise<void>;
  /**
   * Clears each field that still holds the last sent value, so that the user can fill in the next form. Values
   * typed while the form was sent stay. Resolves with true when no such value stayed.
   */
  readonly discardSent: () => Promise<boolean>;
  /** Where the write stands. */
  readonly state: OperationState<TOutput>;
  readonly draft: FormDraft<TValues>;
  /** Issues that the server found and that belong to no field of this form. */
  readonly formIssues: readonly FieldIssue[];
};

/**
 * react-hook-form with a schema, a draft on the device, and one write that sends the form. The draft is removed
 * only when the write is committed: answered by the server, or safe in the outbox. Issues that the server finds
 * appear on their fields, and go when the value of the field changes. A field is checked when the user leaves it,
 * and from then on with each change, unless `mode` says otherwise. Needs a `HoldfastProvider`.
 */
export function useResilientForm<
  TValues extends FieldValues,
  TParsed,
  TInput,
  TOpParsed,
  TOutput,
  TOffline extends 'queue' | 'fail',
>(
  options: ResilientFormOptions<TValues, TParsed, TInput, TOpParsed, TOutput, TOffline> &
    ToInput<TParsed, TInput>,
): ResilientForm<TValues, TParsed, TOutput> {
  const { schema, defaultValues, operation, unsaved, mode = 'onTouched' } = options;
  const fresh = (): TValues =>
    typeof defaultValues === 'function' ? defaultValues() : defaultValues;
  const [first] = useState(fresh);
  const form = useForm<TValues, unknown, TParsed>({
    ...pickDefined(options),
    mode,
    resolver: schemaResolver(schema),
    defaultValues: first as DefaultValues<TValues>,
  });
  useRecheck(form, mode === 'onTouched');
  const { draft, kept, startOver } = useDraft<TValues, TParsed>(
    form,
    { first, fresh },
    options.draft,
  );
  const issues = useServerIssues(form);
  const write = useWrite(operation);
  const { submit, discardSent } = useSubmission(
    { form, write, operation, kept, startOver, fresh, issues },
    options,
  );

  // Read only where it is asked for: reading it makes the form render when it changes.
  const isDirty = unsaved !== undefined && form.formState.isDirty;
  const isSafe = isOnDevice(draft);
  const { work, label } = unsaved ?? {};
  useEffect(
    () => (isDirty && !isSafe && label !== undefined ? work?.declare(label) : undefined),
    [isDirty, isSafe, work, label],
  );

  return { ...form, submit, discardSent, state: write.state, draft, formIssues: issues.formIssues };
}

function isOnDevice(draft: DraftView): boolean {
  switch (draft.kind) {
    case 'saved':
      return true;
    case 'restored':
      return draft.lost === undefined;
    case 'ended':
      return !draft.hasMore || draft.savedAt !== undefined;
    default:
      return false;
  }
}

function pickDefined<TValues extends FieldValues>({
  reValidateMode,
  shouldFocusError,
  disabled,
}: Pick<UseFormProps<TValues>, 'reValidateMode' | 'shouldFocusError' | 'disabled'>): Pick<
  UseFormProps<TValues>,
  'reValidateMode' | 'shouldFocusError' | 'disabled'
> {
  return {
    ...(reValidateMode === undefined ? {} : { reValidateMode }),
    ...(shouldFocusError === undefined ? {} : { shouldFocusError }),
    ...(disabled === undefined ? {} : { disabled }),
  };
}
