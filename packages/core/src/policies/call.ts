import { Failure, isFailure, withContext } from '../failures/failure.ts';
import type { FailureInit } from '../failures/failure.ts';
import type { Effect, FailureKind } from '../failures/failure-kind.ts';
import { ABORTED } from '../failures/kinds/network.ts';
import { toFailure } from '../failures/to-failure.ts';
import { nextIncidentId } from '../incidents/incident-id.ts';
import type { Platform } from '../platform/platform.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import type { Expiring } from './deadline-queue.ts';

/** What a caller adds to one call. Everything is optional. */
export interface CallOptions {
  /** Ends the call with `ABORTED`, whatever it is doing. No listener stays on it afterwards. */
  readonly signal?: AbortSignal | undefined;
  /** The idempotency key. With it, a failure of unknown effect may be retried. */
  readonly key?: string | undefined;
  /**
   * What the work can change on the server: `'none'` for a read, which may be repeated without a key.
   * @default 'unknown'
   */
  readonly effect?: 'none' | 'unknown' | undefined;
  /** @default minted when first asked for */
  readonly incidentId?: string | undefined;
  /** @default the pipeline's name */
  readonly name?: string | undefined;
}

/** What all calls through one pipeline share. */
export interface CallDefaults {
  readonly name: string;
  readonly platform: Platform;
  readonly sink: TelemetrySink | undefined;
  /** Whether a policy may end a call before its work ends. */
  readonly interruptible: boolean;
}

/**
 * The record of one call, from the first attempt to the last. A class, so that a call costs one
 * allocation and no closures: it is its own abort listener and its own place in the deadline queue.
 */
export class Call implements Expiring<Call> {
  readonly name: string;
  readonly key: string | undefined;
  readonly platform: Platform;
  readonly sink: TelemetrySink | undefined;
  /** Whether anything but the work itself can end an attempt. */
  readonly interruptible: boolean;
  deadline: number = Infinity;
  attempts = 0;
  /** Why the call ended before its time; no attempt begins once it is set. */
  over: Failure | undefined;
  /** Ends whatever the call waits for at this moment. Calling it late does nothing. */
  wake: ((failure: Failure) => void) | undefined;
  /** The attempt under way. */
  current: { running: boolean; interrupt(failure: Failure): void } | undefined;
  lastFailure: Failure | undefined;
  due = 0;
  previous: Call | undefined;
  next: Call | undefined;
  private readonly options: CallOptions;
  private id: string | undefined;
  // Whether a failed attempt may have changed something.
  private uncertain = false;

  constructor(defaults: CallDefaults, options: CallOptions) {
    this.name = options.name ?? defaults.name;
    this.key = options.key;
    this.platform = defaults.platform;
    this.sink = defaults.sink;
    this.interruptible = defaults.interruptible || options.signal !== undefined;
    this.options = options;
    this.id = options.incidentId;
  }

  get incidentId(): string {
    this.id ??= nextIncidentId();
    return this.id;
  }

  /** Whether the work may be done twice although nobody knows if the first time had an effect. */
  get repeatable(): boolean {
    return this.key !== undefined || this.options.effect === 'none';
  }

  /** What the call may have done on the server so far. */
  get effect(): Effect {
    if (this.options.effect === 'none') return 'none';
    return this.uncertain || this.current?.running ? 'unknown' : 'none';
  }

  open(): void {
    const { signal } = this.options;
    if (signal === undefined) return;
    if (signal.aborted) this.handleEvent();
    else signal.addEventListener('abort', this);
  }

  close(): void {
    this.options.signal?.removeEventListener('abort', this);
  }

  /** The caller's signal aborted. */
  handleEvent(): void {
    const reason: unknown = this.options.signal?.reason;
    // A pipeline around this one aborts with its own failure, which names the cause better.
    this.interrupt(isFailure(reason) ? this.note(reason) : this.fail(ABORTED, { cause: reason }));
  }

  interrupt(failure: Failure): void {
    if (this.over !== undefined) return;
    this.over = failure;
    if (this.current === undefined) this.wake?.(failure);
    else this.current.interrupt(failure);
  }

  /** A failure of the call's own, told with all that the call knows. */
  fail(kind: FailureKind, more?: Pick<FailureInit, 'cause' | 'retryAfterMs'>): Failure {
    const { effect, attempts, incidentId, lastFailure: cause } = this;
    return new Failure(kind, { effect, attempts, incidentId, cause, ...more });
  }

  /** Names what ended an attempt, once, and ties it to this call's trouble. */
  note(thrown: unknown): Failure {
    const attempts = this.attempts;
    const failure = toFailure(thrown, { incidentId: this.id, attempts });
    this.id ??= failure.incidentId;
    this.uncertain ||= failure.effect !== 'none';
    this.lastFailure =
      failure.incidentId === this.id && failure.attempts >= attempts
        ? failure
        : withContext(failure, {
            incidentId: this.id,
            attempts: Math.max(attempts, failure.attempts),
          });
    return this.lastFailure;
  }

  /** Waits between attempts; an interruption ends the wait at once and leaves no timer. */
  pause(delayMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.platform.schedule(delayMs, resolve);
      this.wake = (failure) => {
        cancel();
        reject(failure);
      };
      if (this.over !== undefined) this.wake(this.over);
    });
  }
}
