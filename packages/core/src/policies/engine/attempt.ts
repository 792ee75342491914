import { Failure, isFailure } from '../../failures/failure.ts';
import type { FailureInit } from '../../failures/failure.ts';
import type { FailureKind } from '../../failures/failure-kind.ts';
import { ABORTED } from '../../failures/kinds/network.ts';
import { nextIncidentId } from '../../incidents/incident-id.ts';
import type { CallOptions } from './call-options.ts';
import type { Due } from '../limits/deadline-queue.ts';
import type { Work } from './execute.ts';
import type { PolicyContext } from './policy-context.ts';
import type { Turn } from '../limits/rate-count-state.ts';
import type { NotRetried } from '../retry/not-retried.ts';

/**
 * The record of one attempt, and the context that its work receives. The first attempt of a call also keeps what
 * all attempts of the call have in common, and listens to the caller's signal. So a call that succeeds at once
 * costs one allocation and no closures.
 */
export class Attempt implements PolicyContext {
  // Only declared: a member that the constructor does not set is absent until a policy needs it.
  declare readonly options: CallOptions;
  declare readonly work: Work<unknown>;
  declare readonly key: string | undefined;
  /** The first attempt of the same call. */
  declare readonly call: Attempt;
  declare readonly attempt: number;
  /** How many policies have let it in. */
  declare entered: number;
  declare deadline: number;
  /** Why the attempt ended, unless it was fulfilled. */
  declare ended: Failure | undefined;
  /** Whether the work was ever called. */
  declare started: boolean | undefined;
  /** The end of work that goes on although its caller has an answer. */
  declare outlived: PromiseLike<unknown> | undefined;
  /** Ends the present wait of the attempt. A late call does nothing. */
  declare wake: ((failure: Failure) => void) | undefined;
  /** Where the attempt waits for its timeout. */
  declare place: Due<Attempt>;
  /**
   * The decision of a retry after the attempt failed: the milliseconds until the next attempt, or why there is none.
   */
  declare decision: number | NotRetried | undefined;
  /** When it began, if a sink hears of it. */
  declare startedMs: number;
  /** The circuit breaker's notes: which circuit let the attempt in, and when. */
  declare ticket: number;
  /** The same of the circuit of the whole server; below 0 if that circuit did not hold the attempt. */
  declare serverTicket: number;
  declare enteredMs: number;
  /** The count that a rate limit made for this attempt. */
  declare turn: Turn | undefined;
  declare private controller: AbortController | undefined;

  // The members below belong to the call, and its first attempt keeps them.

  /** The latest attempt. */
  declare current: Attempt;
  /** Whether a policy may end an attempt while its work goes on. */
  declare interruptible: boolean | undefined;
  /** Where the call waits for its deadline. */
  declare limit: Due<Attempt>;
  /** Why the call ended before its time. No attempt begins once it is set. */
  declare over: Failure | undefined;
  /** The failure of the latest attempt that failed. */
  declare last: Failure | undefined;
  /** The latest wait between two attempts, in milliseconds. */
  declare waitedMs: number | undefined;
  /** Whether a failed attempt may have changed something. */
  declare uncertain: boolean | undefined;
  /** Undefined until a policy asked for it, or an attempt failed. */
  declare id: string | undefined;

  constructor(options: CallOptions, work: Work<unknown>, call?: Attempt) {
    this.options = options;
    this.work = work;
    this.key = options.key;
    this.id = options.incidentId;
    this.call = call ?? this;
    this.attempt = call ? call.current.attempt + 1 : 1;
    this.entered = call ? call.current.entered + 1 : 0;
    this.deadline = call?.deadline ?? Infinity;
    this.ended = call?.over;
    this.call.current = this;
  }

  get incidentId(): string {
    return (this.call.id ??= nextIncidentId());
  }

  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.ended) this.controller.abort(this.ended);
    }
    return this.controller.signal;
  }

  /** The caller's signal aborted. */
  handleEvent(): void {
    const cause: unknown = this.options.signal?.reason;
    // A pipeline around this one aborts with its own failure, which names the cause more exactly.
    this.stop(isFailure(cause) ? cause : this.current.failure(ABORTED, { cause }));
  }

  /** Ends the call, whether it works, waits for a slot or waits for another attempt. */
  stop(failure: Failure): void {
    this.over ??= failure;
    this.current.interrupt(failure);
  }

  /** Ends the attempt, or the wait for the next one, or the part of it that lasts. */
  interrupt(failure: Failure): void {
    this.ended ??= failure;
    this.controller?.abort(failure);
    this.wake?.(failure);
  }

  /** A failure of a policy, with the known facts of the call. */
  failure(kind: FailureKind, more?: FailureInit): Failure {
    const { call, attempt: attempts, incidentId, options, started, ended } = this;
    const isUncertain = options.effect !== 'none' && (call.uncertain || (started && !ended));
    const effect = isUncertain ? 'unknown' : 'none';
    // Capturing the stack costs more than all the rest of an error, and would only show the pipeline.
    const { stackTraceLimit } = Error as { stackTraceLimit?: number };
    Reflect.set(Error, 'stackTraceLimit', 0);
    const failure = new Failure(kind, { effect, attempts, incidentId, cause: call.last, ...more });
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
    return failure;
  }

  /**
   * Waits for the work that `begin` starts. An interruption ends the wait at once, and calls the function that `begin`
   * returned.
   */
  wait<T>(
    begin: (resolve: (value: T) => void, reject: (reason: unknown) => void) => () => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const undo = begin(resolve, reject);
      this.wake = (failure) => {
        undo();
        reject(failure);
      };
      if (this.call.over) this.wake(this.call.over);
    });
  }
}
