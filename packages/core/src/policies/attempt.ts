import type { Failure } from '../failures/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import type { Call } from './call.ts';
import type { Expiring } from './deadline-queue.ts';
import type { PolicyContext } from './policy-context.ts';

/**
 * One attempt of a call, and the context its work receives. A class for the same reason as `Call`:
 * it is its own place in the timeout queue, and the signal costs nothing until it is read.
 */
export class Attempt implements PolicyContext, Expiring<Attempt> {
  readonly call: Call;
  readonly attempt: number;
  /** Why the attempt ended before its work did. */
  ended: Failure | undefined;
  /** Whether the work was ever called. */
  started = false;
  /** Whether the work is still going on, which it may be long after the caller has its answer. */
  running = false;
  /** What to give back when the work really ends. */
  giveBack: (() => void) | undefined;
  /** The circuit breaker's note of when it let the attempt in. */
  ticket = 0;
  due = 0;
  previous: Attempt | undefined;
  next: Attempt | undefined;
  private controller: AbortController | undefined;

  constructor(call: Call) {
    call.attempts += 1;
    call.current = this;
    this.call = call;
    this.attempt = call.attempts;
  }

  get name(): string {
    return this.call.name;
  }

  get key(): string | undefined {
    return this.call.key;
  }

  get incidentId(): string {
    return this.call.incidentId;
  }

  get deadline(): number {
    return this.call.deadline;
  }

  get platform(): Platform {
    return this.call.platform;
  }

  get sink(): TelemetrySink | undefined {
    return this.call.sink;
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      if (this.ended !== undefined) this.controller.abort(this.ended);
    }
    return this.controller.signal;
  }

  interrupt(failure: Failure): void {
    if (this.ended !== undefined) return;
    this.ended = failure;
    this.controller?.abort(failure);
    this.call.wake?.(failure);
  }

  /** Does the work to its end, or until the attempt is interrupted: then the work's own end is nobody's. */
  run<T>(work: (context: PolicyContext) => T | PromiseLike<T>): T | PromiseLike<T> {
    if (this.ended !== undefined) throw this.ended;
    this.started = true;
    this.running = true;
    let result: T | PromiseLike<T>;
    try {
      result = work(this);
    } catch (error) {
      this.running = false;
      throw error;
    }
    if (!this.call.interruptible || !isThenable(result)) {
      // The attempt ends with its work, so there is nothing to race.
      this.running = false;
      return result;
    }
    const promise = Promise.resolve(result);
    return new Promise((resolve, reject) => {
      this.call.wake = reject;
      promise.then(
        (value) => {
          this.finish();
          return resolve(value);
        },
        (error: unknown) => {
          this.finish();
          return reject(error);
        },
      );
      // The work itself may have aborted the call before there was anything to wake.
      if (this.ended !== undefined) reject(this.ended);
    });
  }

  /** The caller's side has ended. What the work still uses stays with it. */
  leave(): void {
    this.call.current = undefined;
    if (!this.running) this.release();
  }

  private finish(): void {
    this.running = false;
    this.release();
  }

  private release(): void {
    const { giveBack } = this;
    this.giveBack = undefined;
    giveBack?.();
  }
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
