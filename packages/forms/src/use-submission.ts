'use client';
import type { Failure, RunOptions } from '@holdfast/core';
import { isEqual, tell, type WriteOutcome } from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { copyOf } from './copy-of.ts';
import type { Draft } from './draft/draft.ts';
import { finishFields } from './finish-fields.ts';
import { issuesOf, type IssueReader } from './issues/issues-of.ts';
import { placeIssues, type Aliases } from './issues/server-issues-state.ts';
import type { useServerIssues } from './issues/use-server-issues.ts';
import { nameError } from './name-error.ts';
import { isUnchecked, throwUnchecked } from './schema-resolver.ts';
import type { FormWrite, Since, Submission } from './submission.ts';
import { correctedBy, isAbort, keyFor, shownState, type Sent } from './submission-state.ts';
import { useLatest } from './use-latest.ts';
import { useOnChange } from './use-on-change.ts';
import { withoutSent } from './without-sent.ts';

interface Parts<TValues extends FieldValues, TParsed> {
  readonly form: UseFormReturn<TValues, unknown, TParsed>;
  readonly kept: Draft<TValues>;
  readonly startOver: (left?: TValues) => Promise<void>;
  readonly fresh: () => TValues;
  readonly issues: ReturnType<typeof useServerIssues>;
}

interface Given<TParsed, TOutput, TOutcome> {
  readonly submit: FormWrite<never, TOutput, TOutcome>;
  readonly toInput?: ((values: TParsed) => unknown) | undefined;
  readonly serverErrors?: readonly IssueReader[] | undefined;
  readonly aliases?: Aliases | undefined;
  readonly shouldFocusError?: boolean | undefined;
  readonly onOutcome?: ((outcome: TOutcome, values: TParsed, since: Since) => void) | undefined;
}

/** What a form is at. It changes between renders. */
interface Progress {
  sent?: Sent;
  /** The failure whose issues the form shows. */
  told?: Failure;
  underWay?: Promise<void> | undefined;
  /** Stops the sending that is under way. */
  stop?: AbortController;
}

/** Sends a form, one submission at a time. */
export function useSubmission<TValues extends FieldValues, TParsed, TOutput, TOutcome>(
  parts: Parts<TValues, TParsed>,
  given: Given<TParsed, TOutput, TOutcome>,
): Submission<TOutput> {
  const holdfast = useHoldfast();
  const { outbox, platform } = holdfast;
  const { form, kept, startOver, fresh, issues } = parts;
  const now = useRef<Progress>({});
  const shown = useLatest(kept);
  const [retryAt, setRetryAt] = useState<number>();
  const [thrown, setThrown] = useState<Failure>();
  /** The failure of a sending, after a later press found issues in the form. */
  const [past, setPast] = useState<Failure>();
  const sending = shownState(given.submit.state, { thrown });
  const state = shownState(given.submit.state, { thrown, past });

  /** Whether the form still shows the work of the user who pressed. */
  const isShown = (): boolean => shown.current === kept;
  /** The newest sending of this user's work. The form neither repeats nor corrects one of another user. */
  const lastSent = (): Sent | undefined => {
    const { sent } = now.current;
    return sent?.kept === kept ? sent : undefined;
  };

  const showIssues = (failure: Failure): string | undefined => {
    if (now.current.told === failure) return undefined;
    now.current.told = failure;
    const { sent } = now.current;
    if (sent) sent.refusedInPlace = isEqual(form.getValues(), sent.values);
    const found = issuesOf(failure, given.serverErrors);
    return issues.show(placeIssues(found, sent?.values, given.aliases));
  };

  const send = async (parsed: TParsed): Promise<void> => {
    const before = lastSent();
    // `reset` sets the count to 0: a form that started over corrects nothing.
    const { submitCount } = form.control._formState;
    const corrected = submitCount > 0 ? correctedBy(sending, before) : undefined;
    const giveUp = async (): Promise<void> => {
      if (corrected !== undefined) await outbox?.cancel(corrected).catch(() => {});
    };
    const input = given.toInput ? given.toInput(parsed) : parsed;
    // Until the new entry is committed, a draft must hold the values; otherwise the old entry stays.
    const isInDraft = corrected !== undefined && (await kept.keep());
    if (isInDraft) await giveUp();
    // When another user signed in meanwhile, the draft keeps the values for their writer.
    if (!isShown()) return;
    const key = keyFor(input, before) ?? holdfast.newKey();
    const newest: Sent = { input, key, kept, values: copyOf(form.getValues()) };
    const committed = kept.sending();
    now.current.sent = newest;
    now.current.stop = new AbortController();
    const { signal } = now.current.stop;
    const run = given.submit.run as (input: unknown, options: RunOptions) => Promise<TOutcome>;
    const ended = await run(input, { key, signal });
    const outcome = ended as WriteOutcome<unknown>;
    newest.outcome = outcome;
    if (outcome.kind === 'failed') {
      const { failure, handle } = outcome;
      if (isAbort(failure)) return;
      if (isShown()) {
        if (failure.retryAfterMs !== undefined && !handle) {
          setRetryAt(platform.now() + failure.retryAfterMs);
        }
        const path = showIssues(failure);
        if (path !== undefined && given.shouldFocusError !== false) {
          form.setFocus(path as FieldPath<TValues>);
        }
      }
    } else {
      if (!isInDraft) await giveUp();
      committed();
    }
    const hasNewer = isShown() && !isEqual(form.getValues(), newest.values);
    tell([() => given.onOutcome?.(ended, parsed, { hasNewer })]);
  };

  const start = async (): Promise<void> => {
    if (retryAt !== undefined && platform.now() < retryAt) return;
    try {
      // If another tab has sent the draft meanwhile, the user sees that before the form sends it again.
      if (!(await kept.isStillOurs())) return;
      setThrown(undefined);
      const before = issues.clear();
      let broken: unknown;
      finishFields(form.control);
      await form.handleSubmit(send, ({ root }) => {
        broken = root;
        // No field is at fault, so none takes the focus.
        if (isUnchecked(root)) {
          form.clearErrors([...form.control._names.mount] as FieldPath<TValues>[]);
        } else if (given.submit.state.kind === 'failed') setPast(given.submit.state.failure);
        issues.show(before);
      })();
      throwUnchecked(broken);
    } catch (error) {
      setThrown(await nameError(holdfast, 'form.submit', error));
    }
  };
  const latest = useLatest({
    start,
    showIssues,
    async discardSent(): Promise<boolean> {
      const last = lastSent();
      if (!last) return true;
      const blank = fresh();
      const left = withoutSent(form.getValues(), last.values, blank) as TValues;
      const isAllSent = isEqual(left, blank);
      await startOver(isAllSent ? undefined : left);
      return isAllSent;
    },
  });

  useOnChange(kept, () => {
    // Another user signed in. What the server said was about the work of the user before.
    issues.clear();
    setThrown(undefined);
    setRetryAt(undefined);
  });

  const failure = sending.kind === 'failed' ? sending.failure : undefined;
  useEffect(() => {
    // The server can refuse a queued write much later. The form then shows the issue and does not take the focus.
    if (failure && !now.current.underWay) latest.current.showIssues(failure);
  }, [failure, latest]);
  useEffect(() => {
    if (retryAt === undefined) return undefined;
    return platform.schedule(Math.max(retryAt - platform.now(), 0), () => setRetryAt(undefined));
  }, [retryAt, platform]);

  const { getValues, control } = form;
  const submit = useCallback(async () => {
    finishFields(control);
    const pressed = copyOf(getValues());
    while (now.current.underWay) {
      await now.current.underWay;
      // Another press for the same values joins. Values typed between the presses are sent as well.
      const { sent } = now.current;
      if (!sent || (sent.kept === shown.current && isEqual(pressed, sent.values))) return;
    }
    now.current.underWay = latest.current.start();
    await now.current.underWay;
    now.current.underWay = undefined;
  }, [getValues, control, latest, shown]);
  return {
    submit,
    cancel: useCallback(() => now.current.stop?.abort(), []),
    discardSent: useCallback(() => latest.current.discardSent(), [latest]),
    state,
    canRetry: state.kind === 'failed' && state.failure.retry !== 'never',
    retryAt,
  };
}
