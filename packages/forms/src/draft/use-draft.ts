'use client';
import type { Observable } from '@holdfast/core';
import { isPlain } from '@holdfast/core/parts';
import { useHeld, useHoldfast, useKeepBeforeLoss, useUntilGone } from '@holdfast/react';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useLatest } from '../use-latest.ts';
import { useOnChange } from '../use-on-change.ts';
import { useOwner } from '../use-owner.ts';
import type { Draft, DraftPart } from './draft.ts';
import { createNoDraft } from './no-draft.ts';
import type { ShownDraft } from './shown-draft.ts';

/** The actions of a component that shows a form's draft. */
export interface DraftActions {
  /**
   * Removes the draft and starts over with the default values. Call it when the user asks for that. After a write,
   * call `discardSent` of the form instead, which keeps the values typed meanwhile.
   */
  discard(): Promise<void>;
  /**
   * Brings back what `discard` removed last, as long as the page is open. The values typed since then take its place,
   * and a second call brings those back.
   */
  undoDiscard(): void;
  /**
   * In a conflict: keeps the values that the form shows, and puts the other tab's values aside. After the draft
   * has ended: goes on with the values that the form shows.
   */
  keepMine(): Promise<void>;
  /** In a conflict: shows the other tab's values, and puts the values of this form aside. */
  takeTheirs(): void;
  remember(name: string, note: string): void;
}

/**
 * A form's draft. The component that shows it reads its state with `useObservable(form.draft)`, and renders when the
 * state changes; the component of the form itself does not.
 */
export interface FormDraft<TValues> extends DraftActions, Observable<ShownDraft<TValues>> {
  /** Small notes that are kept and removed with the draft, such as the step of a wizard. The form renders with them. */
  readonly memo: Readonly<Record<string, string>>;
  /**
   * Does what `discard` does, and the form starts over with these values, such as those of the server. They become its
   * default values until it starts over again.
   */
  startFrom(values: TValues): Promise<void>;
}

interface UsedDraft<TValues> {
  /** For the component that shows the draft. */
  readonly draft: FormDraft<TValues>;
  /** For the part that sends the form. */
  readonly kept: Draft<TValues>;
  /** Puts other values into the form and its draft. The default values stay the same. */
  readonly startOver: (left?: TValues) => Promise<void>;
}

const NO_NOTES: FormDraft<unknown>['memo'] = Object.freeze({});

/** Keeps a form's values as they are typed, and brings them back. Typing does not render anything. */
export function useDraft<TValues extends FieldValues, TParsed>(
  form: UseFormReturn<TValues, unknown, TParsed>,
  /** The default values, with which the form begins and starts over. */
  { first, fresh }: { readonly first: TValues; readonly fresh: () => TValues },
  part: DraftPart | undefined,
): UsedDraft<TValues> {
  const { drafts, platform, sink, unsavedWork } = useHoldfast();
  const owner = useOwner();
  const kept = useHeld([drafts, platform, owner, part?.key, part?.version], () => {
    const current = (): TValues => form.getValues();
    const given = { owner, platform, sink, unsavedWork, current };
    return (
      part?.create<TValues>({ ...given, store: drafts, defaultValues: first }) ??
      createNoDraft<TValues>()
    );
  });
  const readMemo = (): FormDraft<TValues>['memo'] => kept.getSnapshot().memo;
  const memo = useSyncExternalStore(kept.subscribe, readMemo, () => NO_NOTES);
  const defaults = useRef(first);
  const latest = useLatest(fresh);
  const { reset, subscribe } = form;

  const begin = (values?: TValues): TValues => (defaults.current = values ?? latest.current());
  const fill = useCallback(
    (values: TValues): void => {
      // No store keeps everything that default values may hold.
      const whole = { ...defaults.current, ...values };
      reset(whole, {
        // The default values stay, so that restored fields still count as changed.
        keepDefaultValues: true,
        // A field that registers anew without a value gets its default back.
        keepFieldsRef: holdsUndefined(whole),
      });
    },
    [reset],
  );

  useOnChange(kept, () => {
    // The form never shows one user's text to the next user, or the text of one key under another. The draft
    // was kept when the form left its owner and its key.
    kept.begin(begin());
    reset(defaults.current);
  });

  useEffect(() => {
    const changes = (typed: (values: TValues) => void): (() => void) =>
      subscribe({ formState: { values: true }, callback: ({ values }) => typed(values) });
    return kept.attach(changes, fill);
  }, [kept, fill, subscribe]);

  useUntilGone(kept.guard);

  // The write begins while the form is still there, and a form that comes back at once reads after it.
  useKeepBeforeLoss(kept.flush);

  const discard = async (values?: TValues, mayComeBack = true): Promise<void> => {
    const discarded = kept.discard(begin(values), mayComeBack);
    reset(defaults.current);
    await discarded;
  };
  const startOver = async (left?: TValues): Promise<void> => {
    if (left === undefined) return discard(left, false);
    reset(begin());
    fill(left);
    kept.change(left);
  };

  return {
    kept,
    startOver,
    draft: { ...kept, memo, discard: () => discard(), startFrom: discard },
  };
}

function holdsUndefined(value: unknown): boolean {
  return value === undefined || (isPlain(value) && Object.values(value).some(holdsUndefined));
}
