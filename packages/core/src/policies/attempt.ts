import { Failure, isFailure } from '../failures/failure.ts';
import type { FailureInit } from '../failures/failure.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { ABORTED } from '../failures/kinds/network.ts';
import { nextIncidentId } from '../incidents/incident-id.ts';
import type { CallOptions } from './call-options.ts';
import type { Due } from './deadline-queue.ts';
import type { PolicyContext } from './policy-context.ts';

const errors = Error as { stackTraceLimit?: number };

/**
 * The record of one attempt, and the context its work receives. The first attempt of a call also keeps
 * what all its attempts have in common, so that a call which succeeds at once costs one allocation and
 * no closures: it is its own context, its own abort listener and its own place in the queues.
 */
export class Attempt implements PolicyContext {
  readonly options: CallOptions;
  /** The first attempt of the same call. */
  readonly call: Attempt;
  readonly attempt: number;
  /** How many policies have let it in. */
  entered: number = 0;
  /** Why the attempt ended, unless it was fulfilled. */
  ended: Failure | undefined;
  /** Whether the work was ever called. */
  started: boolean = false;
  /** The end of work that goes on although its caller has an answer. */
  outlived: Promise<unknown> | undefined;
  /** What to do when the work has really ended. */
  giveBack: (() => void) | undefined;
  /** Where the attempt waits for its timeout. */
  place: Due<Attempt> | undefined;
  /** The circuit breaker's notes: which circuit let the attempt in, and when. */
  ticket: number = 0;
  enteredMs: number = 0;
  /** Monotonic, and 0 without a sink to be told: when it began, and when it last went on. */
  startedMs: number = 0;
  nowMs: number = 0;
  private controller: AbortController | undefined;

  // The rest is of the call, kept by its first attempt.

  /** The latest attempt. */
  current: Attempt = this;
  /** Why the call ended before its time; no attempt begins once it is set. */
  over: Failure | undefined;
  /** Ends whatever the call waits for at this moment. Calling it late does nothing. */
  wake: ((failure: Failure) => void) | undefined;
  deadline: number;
  /** How long the call waited before its latest attempt. */
  delayMs: number = 0;
  /** Why the latest attempt that failed did. */
  last: Failure | undefined;
  /** Whether a failed attempt may have changed something. */
  uncertain: boolean = false;
  /** Undefined until somebody asked, or something failed. */
  id: string | undefined;

  constructor(options: CallOptions, call?: Attempt) {
    this.options = options;
    this.call = call ?? this;
    this.attempt = call ? call.current.attempt + 1 : 1;
    this.call.current = this;
    this.deadline = call ? call.deadline : Infinity;
    this.id = options.incidentId;
  }

  get key(): string | undefined {
    return this.options.key;
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
    // A pipeline around this one aborts with its own failure, which names the cause better.
    this.stop(isFailure(cause) ? cause : this.current.failure(ABORTED, { cause }));
  }

  /** Ends the call, wherever it is. */
  stop(failure: Failure): void {
    this.over ??= failure;
    this.current.interrupt(failure);
  }

  /** Ends the attempt, or the wait for the next one. */
  interrupt(failure: Failure): void {
    if (!this.ended) {
      this.ended = failure;
      this.controller?.abort(failure);
    }
    this.call.wake?.(failure);
  }

  /** A failure of a policy's own, told with all that is known of the call. */
  failure(kind: FailureKind, more?: FailureInit): Failure {
    const { call, attempt: attempts, incidentId, options } = this;
    const running = this.started && !this.ended;
    const effect = options.effect !== 'none' && (call.uncertain || running) ? 'unknown' : 'none';
    // Walking the stack is most of an error's cost, and would only show the pipeline.
    const limit = errors.stackTraceLimit;
    Reflect.set(errors, 'stackTraceLimit', 0);
    const failure = new Failure(kind, { effect, attempts, incidentId, cause: call.last, ...more });
    Reflect.set(errors, 'stackTraceLimit', limit);
    return failure;
  }

  /** Waits until `begin` says so; an interruption undoes what it began and ends the wait at once. */
  wait(begin: (done: () => void) => () => void): Promise<void> {
    const { call } = this;
    return new Promise((resolve, reject) => {
      const undo = begin(resolve);
      call.wake = (failure) => {
        undo();
        reject(failure);
      };
      if (call.over) call.wake(call.over);
    });
  }
}
