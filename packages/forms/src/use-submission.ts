'use client';
import {
  isFailure,
  type Failure,
  type FieldIssue,
  type RunOptions,
  type WriteOperation,
} from '@holdfast/core';
import { isEqual, tell, storable, uuidV7, type WriteOutcome } from '@holdfast/core/parts';
import { useHoldfast, type WriteResult } from '@holdfast/react';
import { useCallback, useEffect, useRef } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import type { Draft } from './draft/create-draft.ts';
import type { useServerIssues } from './issues/use-server-issues.ts';
import { useLatest } from './use-latest.ts';
import { withoutSent } from './without-sent.ts';

interface Parts<TValues extends FieldValues, TParsed, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly form: UseFormReturn<TValues, unknown, TParsed>;
  readonly write: WriteResult<never, TOutput, TOffline>;
  readonly operation: Pick<WriteOperation, 'honoursKey'>;
  readonly kept: Draft<TValues>;
  readonly startOver: (left?: TValues) => Promise<void>;
  readonly fresh: () => TValues;
  readonly issues: ReturnType<typeof useServerIssues>;
}

interface Callbacks<TParsed, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly toInput?: ((values: TParsed) => unknown) | undefined;
  readonly onOutcome?:
    ((outcome: WriteOutcome<TOutput, TOffline>, values: TParsed, since: Since) => void) | undefined;
}

/** Changes of the form while its values were being sent. */
export interface Since {
  /** Whether the form holds values that the user typed meanwhile and that are not sent yet. */
  readonly hasNewer: boolean;
}

/** The newest sending: what a later failure is about, and what a repetition must say again. */
interface Sent {
  readonly input: unknown;
  readonly key: string;
  readonly values: unknown;
  /** The draft of these values. When another user signs in, another draft begins. */
  readonly kept: unknown;
  outcome?: WriteOutcome<unknown>;
  /** Whether the form still held these values when they were refused: only then is it being corrected. */
  refusedInPlace?: boolean;
}

interface Submission {
  readonly submit: () => Promise<void>;
  readonly discardSent: () => Promise<boolean>;
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
): Submission {
  const { outbox, platform } = useHoldfast();
  const sent = useRef<Sent>(undefined);
  const told = useRef<Failure>(undefined);
  const underWay = useRef<Promise<void>>(undefined);
  const { form, write, operation, kept, startOver, fresh, issues } = parts;

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
    // This submission corrects the dead letter, which would block its lane. A form that went on to another
    // write corrects nothing.
    const corrected =
      state.kind === 'failed' && sent.current?.refusedInPlace ? state.entryId : undefined;
    const giveUp = async (): Promise<void> => {
      if (corrected !== undefined) await outbox?.cancel(corrected).catch(() => {});
    };
    // Until the new entry is committed, a draft must hold the values; otherwise the old entry stays.
    const isInDraft = corrected !== undefined && (await kept.keep());
    if (isInDraft) await giveUp();
    const input = callbacks.toInput ? callbacks.toInput(parsed) : parsed;
    const key = keyFor(input, sent.current) ?? uuidV7(platform);
    const sending: Sent = { input, key, kept, values: storable(form.getValues()).value };
    const { values } = kept.content();
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
    } else {
      if (!isInDraft) await giveUp();
      if (isEqual(kept.content().values, values)) void kept.remove();
    }
    tell([() => callbacks.onOutcome?.(outcome, parsed, { hasNewer: hasNewer(sending) })]);
  };

  const isSent = (values: unknown, of: Sent | undefined): boolean =>
    of !== undefined && isEqual(storable(values).value, of.values);
  const hasNewer = (than: Sent): boolean =>
    latest.current.kept === than.kept && !isSent(form.getValues(), than);

  const discardSent = async (): Promise<boolean> => {
    const { current: last } = sent;
    if (last === undefined || last.kept !== kept) return true;
    const [now, blank] = [form.getValues(), fresh()];
    const left = withoutSent(now, last.values, blank) as TValues;
    const isAllSent = isEqual(left, blank);
    await (isAllSent ? startOver() : startOver(left));
    return isAllSent;
  };

  const start = async (): Promise<void> => {
    // If another tab has sent the draft meanwhile, the user sees that before the form sends it again.
    if (!(await kept.isStillOurs())) return;
    const before = issues.clear();
    await form.handleSubmit(send, () => issues.restore(before))();
  };
  const latest = useLatest({ start, showIssues, kept, discardSent });

  const { getValues } = form;
  const { state } = write;
  const failure = state.kind === 'failed' ? state.failure : undefined;
  useEffect(() => {
    // The server can refuse a queued write much later. The form then shows the issue and does not take the focus.
    if (failure && !underWay.current) latest.current.showIssues(failure);
  }, [failure, latest]);

  const submit = useCallback(async () => {
    const pressed: unknown = storable(getValues()).value;
    while (underWay.current) {
      await underWay.current;
      // Another press for the same values joins. Values typed between the presses are sent as well.
      if (sent.current === undefined || isEqual(pressed, sent.current.values)) return;
    }
    underWay.current = latest.current.start();
    try {
      await underWay.current;
    } finally {
      underWay.current = undefined;
    }
  }, [getValues, latest]);
  return { submit, discardSent: useCallback(() => latest.current.discardSent(), [latest]) };
}

/** A write that may have taken effect is sent again under the same key. Every other one is a new write. */
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
