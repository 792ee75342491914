'use client';
import type { Failure, OperationState } from '@holdfast/core';
import {
  abortFailure,
  asFailure,
  requireOptions,
  type Naming,
  type WriteOutcome,
} from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import { useCallback, useRef, useState } from 'react';
import { useLatest } from './use-latest.ts';
import { useOwner } from './use-owner.ts';
import type { FormWrite } from './submission.ts';

export interface SubmitContext {
  /** Aborts when the form cancels the sending. */
  readonly signal: AbortSignal;
  /** The idempotency key. The same values, sent again after a failure that may have worked, have the same key. */
  readonly key: string;
}

interface Shown<TOutput> {
  readonly owner: string;
  readonly state: OperationState<TOutput>;
}
const IDLE = Object.freeze({ kind: 'idle' } as const);

/**
 * Lets a form send by a function of the app's own, such as a call of an SDK. What the function throws is the failure
 * of the form; nothing is queued. `naming` names the thrown error; core's `toFailure` knows many.
 */
export function useSubmit<TInput, TOutput>(
  work: (input: TInput, context: SubmitContext) => Promise<TOutput> | TOutput,
  naming: Naming = asFailure,
): FormWrite<TInput, TOutput, WriteOutcome<TOutput, 'fail'>> {
  requireOptions('useSubmit', { work, naming }, { work: 'a function', naming: 'a function' });
  const { platform } = useHoldfast();
  const owner = useOwner();
  const [shown, setShown] = useState<Shown<TOutput>>({ owner, state: IDLE });
  const newest = useRef(0);
  const latest = useLatest({ work, naming, owner });
  const run = useCallback<FormWrite<TInput, TOutput, WriteOutcome<TOutput, 'fail'>>['run']>(
    async (input, { signal: asked, key = '' } = {}) => {
      const signal = asked ?? new AbortController().signal;
      const mine = (newest.current += 1);
      const { owner: of } = latest.current;
      const show = (state: OperationState<TOutput>): void => {
        if (mine === newest.current) setShown({ owner: of, state });
      };
      show({ kind: 'running', since: platform.now() });
      try {
        const value = await latest.current.work(input, { signal, key });
        show({ kind: 'live', value, at: platform.now() });
        return { kind: 'live', value };
      } catch (error) {
        const failure: Failure = signal.aborted
          ? abortFailure(signal, error)
          : latest.current.naming(error);
        show({ kind: 'failed', failure });
        return { kind: 'failed', failure };
      }
    },
    [platform, latest],
  );
  // One user does not see the server's answer to another.
  return { state: shown.owner === owner ? shown.state : IDLE, run };
}
