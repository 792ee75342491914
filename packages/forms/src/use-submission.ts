'use client';
import {
  isFailure,
  tell,
  uuidV7,
  type Failure,
  type FieldIssue,
  type RunOptions,
  type WriteOperation,
  type WriteOutcome,
} from '@holdfast/core';
import { useHoldfast, type WriteResult } from '@holdfast/react';
import { useCallback, useEffect, useRef } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import type { Draft } from './draft/create-draft.ts';
import { isEqual } from './is-equal.ts';
import type { useServerIssues } from './issues/use-server-issues.ts';
import { useLatest } from './use-latest.ts';

interface Parts<TValues extends FieldValues, TParsed, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly form: UseFormReturn<TValues, unknown, TParsed>;
  readonly write: WriteResult<never, TOutput, TOffline>;
  readonly operation: Pick<WriteOperation, 'honoursKey'>;
  readonly kept: Draft<TValues>;
  readonly issues: ReturnType<typeof useServerIssues>;
}

interface Callbacks<TParsed, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly toInput?: ((values: TParsed) => unknown) | undefined;
  readonly onOutcome?:
    ((outcome: WriteOutcome<TOutput, TOffline>, values: TParsed) => void) | undefined;
}

/** The newest sending: what a later failure is about, and what a repetition must say again. */
interface Sent {
  readonly input: unknown;
  readonly key: string;
  readonly values: unknown;
  outcome?: WriteOutcome<unknown>;
  /** Whether the form still held these values when they were refused: only then is it being corrected. */
  refusedInPlace?: boolean;
}

/** Sends a form, one submission at a time. */
export function useSubmission<
  TValues extends FieldValues,
  TParsed,
  TOutput,
  TOffline extends 'queue' | 'fail',
>(
  parts: Parts<TValues, TParsed, TOutput, TOffline>,
  callbacks: Callbacks<TParsed, TOutput, TOffline>,
): () => Promise<void> {
  const { outbox, platform } = useHoldfast();
  const sent = useRef<Sent>(undefined);
  const told = useRef<Failure>(undefined);
  const underWay = useRef<Promise<void>>(undefined);
  const { form, write, operation, kept, issues } = parts;

  const showIssues = (failure: Failure): string | undefined => {
    if (told.current === failure) return undefined;
    told.current = failure;
    if (sent.current) {
      sent.current.refusedInPlace = isEqual(form.getValues(), sent.current.values);
    }
    return issues.show(issuesOf(failure), sent.current?.values);
  };

  const send = async (parsed: TParsed): Promise<void> => {
    const { state } = write;
    if (state.kind === 'failed' && state.entryId !== undefined && sent.current?.refusedInPlace) {
      // This submission corrects the dead letter, which would stand before it in its lane. Until it is
      // committed the draft holds everything. A form that went on to something else corrects nothing.
      await kept.keep();
      await outbox?.cancel(state.entryId).catch(() => {});
    }
    const input = callbacks.toInput ? callbacks.toInput(parsed) : parsed;
    const key = keyFor(input, sent.current) ?? uuidV7(platform);
    const sending: Sent = { input, key, values: structuredClone(form.getValues()) };
    const content = kept.content();
    sent.current = sending;
    const run = write.run as (
      input: unknown,
      options: RunOptions,
    ) => Promise<WriteOutcome<TOutput, TOffline>>;
    const outcome = await run(input, operation.honoursKey ? { key } : {});
    sending.outcome = outcome;
    if (outcome.kind === 'failed') {
      const path = showIssues(outcome.failure);
      if (path !== undefined) form.setFocus(path as FieldPath<TValues>);
    } else if (kept.content() === content) void kept.remove();
    tell([() => callbacks.onOutcome?.(outcome, parsed)]);
  };

  const start = async (): Promise<void> => {
    const before = issues.clear();
    await form.handleSubmit(send, () => issues.restore(before))();
  };
  const latest = useLatest({ start, showIssues });

  const { state } = write;
  const failure = state.kind === 'failed' ? state.failure : undefined;
  useEffect(() => {
    // What was queued can be refused much later: then it is shown, but takes no focus.
    if (failure && !underWay.current) latest.current.showIssues(failure);
  }, [failure, latest]);

  return useCallback(async () => {
    underWay.current ??= latest.current.start();
    try {
      await underWay.current;
    } finally {
      underWay.current = undefined;
    }
  }, [latest]);
}

/** What may have taken effect is said again under the same key; all else is a new write. */
function keyFor(input: unknown, before: Sent | undefined): string | undefined {
  const outcome = before?.outcome;
  const mayHaveWorked =
    outcome?.kind === 'failed' && !outcome.handle && outcome.failure.effect !== 'none';
  return before && mayHaveWorked && isEqual(before.input, input) ? before.key : undefined;
}

function issuesOf(failure: Failure): readonly FieldIssue[] {
  if (isFailure(failure, 'REQUEST_INVALID') || isFailure(failure, 'INPUT_INVALID')) {
    return failure.details.issues ?? [];
  }
  return [];
}
