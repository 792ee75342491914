'use client';
import { isPlain, storable } from '@holdfast/core/parts';
import { useHeld, useHoldfast, useObservable } from '@holdfast/react';
import { useEffect, useRef } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { onPageHide } from '../dom-page-hide.ts';
import { useLatest } from '../use-latest.ts';
import { useOwner } from '../use-owner.ts';
import { createDraft, type Draft } from './create-draft.ts';
import type { DraftView } from './draft-view.ts';
import { keptValues, withPathsOf } from './kept-values.ts';
import { NO_DRAFT_STORE } from './no-draft-store.ts';

export interface DraftOptions<TValues, TPath extends string = string> {
  /** The name of the draft among the drafts of one user. */
  readonly key: string;
  /** The version of the values' shape. A draft of a newer version is left alone. */
  readonly version: number;
  /**
   * Makes values of this version from those of an older version; it throws when it cannot. @default older drafts
   * are put into quarantine
   */
  readonly migrate?: (values: unknown, fromVersion: number) => TValues;
  /** Fields that are never stored, such as passwords. @default none */
  readonly exclude?: readonly TPath[];
  /** The pause in typing after which the draft is saved, in milliseconds. @default 400 */
  readonly debounceMs?: number;
}

/** The actions of a component that shows a form's draft. */
export interface DraftActions {
  /**
   * Removes the draft and starts over with the default values. Call it when the user asks for that. After a write,
   * call `discardSent` of the form instead, which keeps the values typed meanwhile.
   */
  discard(): Promise<void>;
  /**
   * In a conflict: keeps the values that the form shows, and puts the other tab's values aside. After the draft
   * has ended: goes on with the values that the form shows.
   */
  keepMine(): Promise<void>;
  /** In a conflict: shows the other tab's values, and puts the values of this form aside. */
  takeTheirs(): void;
  /** Small notes that are kept and removed with the draft, such as the step of a wizard. */
  readonly memo: Readonly<Record<string, string>>;
  remember(name: string, note: string): void;
}

export type FormDraft<TValues> = DraftView<TValues> & DraftActions;

interface UsedDraft<TValues> {
  /** For the component that shows the draft. */
  readonly draft: FormDraft<TValues>;
  /** For the part that sends the form. */
  readonly kept: Draft<TValues>;
  /** Puts other values into the form and its draft. The default values stay the same. */
  readonly startOver: (left?: TValues) => Promise<void>;
}

/** Keeps a form's values as they are typed, and brings them back. Typing does not render anything. */
export function useDraft<TValues extends FieldValues, TParsed>(
  form: UseFormReturn<TValues, unknown, TParsed>,
  /** The default values, with which the form begins and starts over. */
  { first, fresh }: { readonly first: TValues; readonly fresh: () => TValues },
  options: DraftOptions<TValues> | undefined,
): UsedDraft<TValues> {
  const { drafts, platform, sink } = useHoldfast();
  const owner = useOwner();
  const { key = '', version = 0 } = options ?? {};
  const isKept = options !== undefined;
  const kept = useHeld([drafts, platform, owner, key, version, isKept], () => {
    const { debounceMs = 400, migrate, exclude } = options ?? {};
    return createDraft<TValues>({
      ...{ owner, key, version, platform, debounceMs, migrate, sink: isKept ? sink : undefined },
      defaultValues: keptValues(first, exclude).values,
      store: isKept ? drafts : NO_DRAFT_STORE,
    });
  });
  const view = useObservable(kept);
  const defaults = useRef(first);
  const latest = useLatest({ fresh, exclude: options?.exclude });
  const { reset, subscribe, getValues } = form;

  const isShowing = useRef(false);
  const begin = useLatest((): TValues => {
    defaults.current = latest.current.fresh();
    return keptValues(defaults.current, latest.current.exclude).values;
  });
  const show = useLatest((values: TValues): void => {
    // The store keeps its own copy, and no store keeps everything that default values may hold.
    const whole = { ...defaults.current, ...storable(values).value };
    isShowing.current = true;
    reset(withPathsOf(whole, getValues(), latest.current.exclude), {
      // The default values stay, so that restored fields still count as changed.
      keepDefaultValues: true,
      // A field that registers anew without a value gets its default back.
      keepFieldsRef: holdsUndefined(whole),
    });
    isShowing.current = false;
  });

  const shown = useRef(kept);
  useEffect(() => {
    if (shown.current === kept) return;
    // The form never shows one user's text to the next user, or the text of one key under another. The draft
    // was kept when the form left its owner and its key.
    shown.current = kept;
    kept.begin(begin.current());
    reset(defaults.current);
  }, [kept, begin, reset]);

  useEffect(() => {
    let isLeft = false;
    const restore = async (): Promise<void> => {
      const restored = await kept.load();
      if (restored && !isLeft) show.current(restored);
    };
    const undo = [
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          // While the form is being filled, its fields register one by one.
          if (isShowing.current) return;
          const { memo } = kept.content();
          const { exclude } = latest.current;
          kept.change({ ...keptValues<TValues>(values, exclude, defaults.current), memo });
        },
      }),
      kept.follow(),
      onPageHide(() => {
        kept.keepNow();
        void kept.leave();
      }),
    ];
    void restore();
    return () => {
      isLeft = true;
      for (const stop of undo) stop();
      void kept.leave();
    };
  }, [kept, subscribe, show, latest]);

  const startOver = async (left?: TValues): Promise<void> => {
    const blank = begin.current();
    const discarded = left === undefined ? kept.discard(blank) : undefined;
    reset(defaults.current);
    if (left !== undefined) {
      show.current(left);
      const { memo } = kept.content();
      const { exclude } = latest.current;
      kept.change({ ...keptValues(left, exclude, defaults.current), memo });
    }
    await discarded;
  };

  return {
    kept,
    startOver,
    draft: {
      ...(isKept ? view : { kind: 'none' }),
      memo: view.memo,
      remember(name, note) {
        const { memo, ...content } = kept.content();
        kept.change({ ...content, memo: { ...memo, [name]: note } });
      },
      discard: () => startOver(),
      keepMine: kept.keepMine,
      takeTheirs() {
        const theirs = kept.takeTheirs();
        if (theirs) show.current(theirs);
      },
    },
  };
}

function holdsUndefined(value: unknown): boolean {
  return value === undefined || (isPlain(value) && Object.values(value).some(holdsUndefined));
}
