'use client';
import { isFailure, type Failure, type OperationState } from '@holdfast/core';
import { asFailure, requireOptions } from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { FieldPath, FieldValues, UseFormGetValues, UseFormReset } from 'react-hook-form';
import type { DraftView } from '../draft/draft-view.ts';
import type { FormDraft } from '../draft/use-draft.ts';
import { useLatest } from '../use-latest.ts';
import { differingParts, type DifferingPart } from './differing-parts.ts';

/** The part of a resilient form that a conflict works with. */
export interface ConflictForm<TValues extends FieldValues> {
  readonly getValues: UseFormGetValues<TValues>;
  readonly reset: UseFormReset<TValues>;
  readonly submit: () => Promise<void>;
  readonly state: OperationState;
  readonly draft: FormDraft<TValues>;
}

export interface FormConflictOptions<TValues extends FieldValues> {
  /** The labels of the fields that a user compares, in order. */
  readonly labels: Readonly<Partial<Record<FieldPath<TValues>, string>>>;
  /** Asks the server for the values that it has now. @default only conflicts between tabs are shown */
  readonly ask?: () => Promise<TValues>;
  /**
   * Makes the values to send when the user keeps their own values over those of the server. It may add the revision of
   * the server's values. @default the user's values
   */
  readonly rebase?: (mine: TValues, theirs: TValues) => TValues;
}

/** A conflict, as `ConflictChooser` of `@holdfast/react` shows it. */
export interface FormConflict {
  /** The writer of the other version: another tab on this device, or another writer on the server. */
  readonly from: 'tab' | 'server';
  readonly parts: readonly DifferingPart[];
  readonly other: 'known' | 'asking' | Failure;
  readonly onChoose: (choice: 'mine' | 'theirs' | 'both') => Promise<void>;
  readonly onAskAgain: () => void;
  readonly canKeepBoth: false;
}

type Theirs<TValues> =
  | { readonly values: TValues; readonly failure?: undefined }
  | { readonly values?: undefined; readonly failure: Failure }
  | undefined;

/**
 * The conflict of a form, if there is one: another tab wrote another draft, or the server has newer values (409,
 * 412, or a queued write that is blocked by them). The form keeps both versions until the user has chosen. If the
 * user's own version gives way, the app can bring it back with `form.draft.undoDiscard`.
 */
export function useFormConflict<TValues extends FieldValues>(
  form: ConflictForm<TValues>,
  options: FormConflictOptions<TValues>,
): FormConflict | undefined {
  requireOptions<FormConflictOptions<FieldValues>>('useFormConflict', options as never, {
    labels: 'an object',
    ask: 'a function?',
    rebase: 'a function?',
  });

  const { outbox } = useHoldfast();
  const { draft, state } = form;
  const conflictOfTabs = (): (DraftView<TValues> & { readonly kind: 'conflict' }) | undefined => {
    const view = draft.getSnapshot();
    return view.kind === 'conflict' ? view : undefined;
  };
  const shown = useSyncExternalStore(draft.subscribe, conflictOfTabs, () => undefined);
  const refused = refusalOf(state);
  const [settled, settle] = useState<unknown>();
  const [theirs, setTheirs] = useState<Theirs<TValues>>();
  const latest = useLatest(options);
  const isOpen = refused !== undefined && refused !== settled && options.ask !== undefined;

  const newest = useRef(0);
  const ask = useCallback(() => {
    const mine = (newest.current += 1);
    const show = (next: Theirs<TValues>): void => {
      if (mine === newest.current) setTheirs(next);
    };
    show(undefined);
    void answerOf(() => latest.current.ask?.()).then(show);
    return () => void (newest.current += 1);
  }, [latest]);
  useEffect(() => (isOpen ? ask() : undefined), [isOpen, refused, ask]);

  const labels = options.labels as Readonly<Record<string, string>>;
  const common = { canKeepBoth: false, onAskAgain: ask } as const;
  if (shown) {
    const choose = async (choice: string): Promise<void> =>
      choice === 'mine' ? draft.keepMine() : draft.takeTheirs();
    const parts = differingParts(form.getValues(), shown.theirs, labels);
    return { ...common, from: 'tab', parts, other: 'known', onChoose: choose };
  }
  if (!isOpen) return undefined;
  const other = theirs ? (theirs.failure ?? 'known') : 'asking';
  const values = theirs?.values;
  const choose = async (choice: string): Promise<void> => {
    if (!values) return;
    const mine = form.getValues();
    const next = choice === 'mine' ? (options.rebase?.(mine, values) ?? mine) : values;
    settle(refused);
    if (choice !== 'mine') {
      const entryId = 'entryId' in state ? state.entryId : undefined;
      // When the entry stays, the user can discard it in the activity list.
      if (entryId !== undefined) await outbox?.cancel(entryId).catch(() => {});
      return draft.startFrom(next);
    }
    form.reset(next, { keepDefaultValues: true, keepSubmitCount: true });
    await form.submit();
  };
  const parts = values ? differingParts(form.getValues(), values, labels) : [];
  return { ...common, from: 'server', parts, other, onChoose: choose };
}

async function answerOf<TValues>(
  ask: () => Promise<TValues> | undefined,
): Promise<Theirs<TValues>> {
  try {
    const values = await ask();
    return values && { values };
  } catch (error) {
    return { failure: asFailure(error) };
  }
}

/** The refusal of the form because the server has other values. Each refusal has its own object or id. */
function refusalOf(state: OperationState): unknown {
  if (state.kind === 'blocked' && state.reason === 'conflict') return state.entryId;
  if (state.kind !== 'failed') return undefined;
  const { failure } = state;
  const isConflict = isFailure(failure, 'CONFLICT') || isFailure(failure, 'PRECONDITION_FAILED');
  return isConflict ? failure : undefined;
}
