'use client';
import { useHeld, useHoldfast, useObservable } from '@holdfast/react';
import { useEffect, useRef } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { onPageHide } from '../dom-page-hide.ts';
import { useLatest } from '../use-latest.ts';
import { useOwner } from '../use-owner.ts';
import { createDraft, type Draft } from './create-draft.ts';
import type { DraftView } from './draft-view.ts';
import { NO_DRAFT_STORE } from './no-draft-store.ts';
import { withoutPaths, withPathsOf } from './without-paths.ts';

export interface DraftOptions<TValues, TPath extends string = string> {
  /** Names the draft among the drafts of its owner. */
  readonly key: string;
  /** The version of the values' shape. A draft of a newer version is left alone. */
  readonly version: number;
  /** Makes values of this version from older ones. @default older drafts are put into quarantine */
  readonly migrate?: (values: unknown, fromVersion: number) => TValues;
  /** Fields that are never stored, such as passwords. @default none */
  readonly exclude?: readonly TPath[];
  /** How long typing must pause before it is written. @default 400 */
  readonly debounceMs?: number;
}

/** What somebody who shows a form's draft can do with it. */
export interface DraftActions {
  /** Forgets the draft and starts over with the default values. */
  discard(): Promise<void>;
  /** In a conflict: keeps what the form shows, over what the other tab kept. */
  keepMine(): Promise<void>;
  /** In a conflict: shows what the other tab kept, in place of what the form shows. */
  takeTheirs(): void;
  /** Small notes that live and die with the draft. */
  readonly memo: Readonly<Record<string, string>>;
  remember(name: string, note: string): void;
}

export type FormDraft<TValues> = DraftView<TValues> & DraftActions;

interface UsedDraft<TValues> {
  /** For who shows it. */
  readonly draft: FormDraft<TValues>;
  /** For who sends the form. */
  readonly kept: Draft<TValues>;
}

/** Keeps a form's values as they are typed, and brings them back. Typing does not render anything. */
export function useDraft<TValues extends FieldValues, TParsed>(
  form: UseFormReturn<TValues, unknown, TParsed>,
  defaultValues: TValues,
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
      defaultValues: withoutPaths(defaultValues, exclude),
      store: isKept ? drafts : NO_DRAFT_STORE,
    });
  });
  const shown = useObservable(kept);
  const latest = useLatest({ defaultValues, exclude: options?.exclude });
  const { reset, subscribe, getValues } = form;

  const startOver = (): void => reset(latest.current.defaultValues);
  const show = useLatest((values: TValues): void => {
    // With the default values kept, what was restored still counts as changed.
    const whole = withPathsOf(values, getValues(), latest.current.exclude);
    reset(whole, { keepDefaultValues: true });
  });

  const shownOwner = useRef(owner);
  useEffect(() => {
    if (shownOwner.current === owner) return;
    // What one person typed is not shown to the next. It was kept when the form left its owner.
    shownOwner.current = owner;
    reset(latest.current.defaultValues);
  }, [owner, reset, latest]);

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
          const { memo } = kept.content();
          kept.change({ values: withoutPaths(values, latest.current.exclude), memo });
        },
      }),
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

  return {
    kept,
    draft: {
      ...(isKept ? shown : { kind: 'none' }),
      memo: shown.memo,
      remember(name, note) {
        const { values, memo } = kept.content();
        kept.change({ values, memo: { ...memo, [name]: note } });
      },
      async discard() {
        const discarded = kept.discard();
        startOver();
        await discarded;
      },
      keepMine: kept.keepMine,
      takeTheirs() {
        const theirs = kept.takeTheirs();
        if (theirs) show.current(theirs);
      },
    },
  };
}
