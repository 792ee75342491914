import { Failure, isFailure, type Observable } from '@holdfast/core';
import {
  inTime,
  nextStreamState,
  readEnvelope,
  STREAM_IDLE,
  surface,
  webClock,
  webUrl,
  type OpenAnswer,
  type StreamEvent,
  type StreamState,
  type StreamStep,
} from '@holdfast/core/parts';
import {
  ABORTED,
  CONTENT_UNEXPECTED,
  STREAM_INTERRUPTED,
  STREAM_MALFORMED,
  STREAM_STALLED,
} from '@holdfast/core/failures';
import { exponentialBackoff } from '@holdfast/core/policies';
import { createFrameCell } from './frame-cell.ts';
import { isUnderWay } from './is-under-way.ts';
import { refusedStep, settled } from './refused-step.ts';
import { rest } from './rest.ts';
import { readStreamBody } from './stream-body.ts';
import { beginMs, DEFAULT_MAX_HINT_MS, stallMs } from './stream-limits.ts';
import type { StreamRules } from './stream-rules.ts';
import type { StreamSource } from './stream-source.ts';
import { webWake } from './web-wake.ts';

/** Reads one stream. */
export interface StreamReader<TEvent> extends Observable<StreamState<TEvent>> {
  /** The present state, also between two frames. */
  latest(): StreamState<TEvent>;
  /** Its address, once the server has told it. */
  location(): string | undefined;
  /** Shows a stream that another tab has read, to go on from there. */
  show(state: StreamState<TEvent>, location?: string): void;
  /**
   * Reads from the beginning, or after the part that has come. Resolves when the stream has settled. An abort of
   * the signal settles it; the server goes on. Never rejects.
   */
  read(source: StreamSource<TEvent>, how: 'begin' | 'resume', signal?: AbortSignal): Promise<void>;
}

const seqOf = (state: StreamState): number => ('seq' in state ? state.seq : 0);

/**
 * Reads one stream to its end, whatever happens to its connections. When a connection breaks, falls silent or brings
 * an event that does not fit, the reader asks again after the last good event. It takes no event in twice.
 */
export function createStreamReader<TEvent = unknown>(rules: StreamRules): StreamReader<TEvent> {
  const {
    formats,
    healthyMs = 10_000,
    maxAttempts = 10,
    backoff = exponentialBackoff({ firstMs: 500, maxMs: 30_000 }),
    maxHintMs = DEFAULT_MAX_HINT_MS,
    maxEventBytes = 1_048_576,
    frameMs = 16,
    wake = webWake,
    platform = webClock,
  } = rules;
  const limitMs = stallMs(rules);
  const cell = createFrameCell<StreamState<TEvent>>(STREAM_IDLE, platform, frameMs);
  const { latest } = cell;
  let source: StreamSource<TEvent>;
  let location: string | undefined;
  let hintedMs = 0;
  // The last request for the rest, until it has brought something; 0 for none.
  let restart = 0;
  let arrivedAt = 0;
  // On the monotonic clock.
  let heardMs = 0;

  function set(next: StreamState<TEvent>): void {
    const isFlow = next.kind === 'streaming' && latest().kind === 'streaming';
    cell.set(next);
    if (!isFlow) cell.flush();
  }
  function step(taken: StreamStep<TEvent>): StreamState<TEvent> {
    set(nextStreamState(latest(), taken));
    return latest();
  }

  /** Takes one value in. Returns false when this connection cannot bring more. */
  function take(value: unknown): boolean | Promise<boolean> {
    const envelope = readEnvelope(value);
    if (!envelope) {
      step({ type: 'faulted', failure: malformed('envelope') });
      return false;
    }
    if (envelope.type === 'error') {
      const { seq, type, problem } = envelope;
      const failure = source.toFailure?.(problem) ?? new Failure(STREAM_INTERRUPTED);
      return accept({ seq, type, failure });
    }
    if (envelope.type !== 'own') return accept(envelope);
    const { seq, type, event } = envelope;
    if (!source.check) return accept({ seq, type, event: event as TEvent });
    return source.check(event).then(
      (checked) => accept({ seq, type, event: checked }),
      (error: unknown) => {
        step(settled(toFailure(error), 'unfit'));
        return false;
      },
    );
  }
  function accept(event: StreamEvent<TEvent>): boolean | Promise<boolean> {
    const before = seqOf(latest());
    const state = step({ type: 'received', event, at: arrivedAt });
    const goesOn = state.kind === 'streaming';
    if (restart && seqOf(state) > before) source.restarted?.('healthy', (restart = 0));
    const room = seqOf(state) > before ? source.heard?.(event) : undefined;
    return room ? room.then(() => goesOn) : goesOn;
  }

  async function follow({ body, headers }: OpenAnswer, signal: AbortSignal): Promise<void> {
    const state = latest();
    const taken = 'seq' in state ? state : undefined;
    const type = headers['content-type']?.toLowerCase();
    const format = formats.find(({ mediaType }) => type?.startsWith(mediaType));
    try {
      if (!format) throw new Failure(CONTENT_UNEXPECTED);
      const failure = await readStreamBody(body, {
        decode: format.decoder({ maxEventBytes, hint: (ms) => void (hintedMs = ms), taken }),
        ...{ platform, limitMs, wake, signal, take },
        // A value that is no envelope was cut, because a text that ends early may still be JSON.
        takeLast: (value) => !readEnvelope(value) || take(value),
        arrived() {
          arrivedAt = platform.now();
          heardMs = platform.monotonic();
          step({ type: 'heartbeat' });
        },
      });
      // An interrupted stream has said already why nothing more comes.
      if (failure && latest().kind !== 'interrupted') step({ type: 'lost', failure });
    } catch (error) {
      step({ type: 'faulted', failure: toFailure(error) });
    } finally {
      body.cancel().catch(() => {});
    }
  }

  async function connect(signal: AbortSignal): Promise<void> {
    let answer: OpenAnswer;
    const asked = new AbortController();
    const leave = (): void => asked.abort(signal.reason);
    signal.addEventListener('abort', leave);
    const opened = source.open({ location, after: seqOf(latest()) }, asked.signal);
    const withinMs = location === undefined ? beginMs(rules) : limitMs;
    try {
      answer = await inTime(platform, withinMs, opened, () => {
        throw new Failure(STREAM_STALLED);
      });
    } catch (error) {
      asked.abort(error);
      // An answer that comes too late would hold its connection.
      opened.then(({ body }) => body.cancel()).catch(() => {});
      step(refusedStep(latest(), toFailure(error), signal.aborted));
      return;
    } finally {
      signal.removeEventListener('abort', leave);
    }
    location = addressOf(answer) ?? location;
    if (answer.status === 204) step(settled(new Failure(STREAM_INTERRUPTED), 'gone'));
    else if (signal.aborted) answer.body.cancel().catch(() => {});
    else await follow(answer, signal);
  }

  async function readOn(
    from: StreamSource<TEvent>,
    how: 'begin' | 'resume',
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    source = from;
    if (how === 'begin') location = undefined;
    step(how === 'begin' ? { type: 'started', at: platform.now() } : { type: 'resumed' });
    let attempt = 0;
    let vain = 0;
    let waitedMs = 0;
    while (isUnderWay(latest()) && !signal.aborted) {
      const since = platform.monotonic();
      const before = seqOf(latest());
      await connect(signal);
      const state = latest();
      if (state.kind !== 'interrupted' || !state.resuming || signal.aborted) continue;
      const { failure } = state;
      // The silence of a stall is longer than `healthyMs`, and no sign of health.
      const untilMs = failure.code === 'STREAM_STALLED' ? heardMs : platform.monotonic();
      const isGood = untilMs - since >= healthyMs;
      attempt = isGood ? 1 : attempt + 1;
      vain = isGood || seqOf(state) > before ? 0 : vain + 1;
      const hintMs = failure.retryAfterMs ?? Math.min(hintedMs, maxHintMs);
      if (!(vain < maxAttempts)) step(settled(failure, 'attempts-used'));
      else if (!(hintMs <= maxHintMs)) step(settled(failure, 'hint-too-long'));
      else {
        // Only the first attempt comes at once. After repeated failures the reader waits.
        const isAtOnce = failure.retry !== 'later' && attempt === 1;
        waitedMs = isAtOnce ? 0 : Math.ceil(backoff(attempt, platform.random, waitedMs));
        restart = attempt;
        source.restarted?.('restarting', attempt, hintMs + waitedMs);
        // The server's wait is whole. The reader's own wait after it ends early when the device wakes.
        await rest(platform, hintMs, signal);
        await rest(platform, waitedMs, signal, wake);
      }
    }
    if (isUnderWay(latest())) step(settled(new Failure(ABORTED), 'aborted'));
    if (restart) source.restarted?.('given-up', restart);
    restart = 0;
  }

  return {
    getSnapshot: cell.getSnapshot,
    subscribe: cell.subscribe,
    latest,
    location: () => location,
    show(state, address) {
      location = address;
      set(state);
    },
    async read(...args) {
      try {
        await readOn(...args);
      } catch (error) {
        // A function of the app threw, such as a backoff. Without it the reader cannot go on, and says so.
        surface(error);
        step(settled(toFailure(error), 'not-retryable'));
      }
    },
  };
}

function toFailure(error: unknown): Failure {
  return isFailure(error) ? error : new Failure(STREAM_INTERRUPTED, { cause: error });
}

function malformed(reason: 'envelope'): Failure {
  return new Failure(STREAM_MALFORMED, { details: { reason } });
}

function addressOf({ headers, url }: OpenAnswer): string | undefined {
  const { location } = headers;
  return location === undefined ? undefined : (webUrl(location, url)?.href ?? location);
}
