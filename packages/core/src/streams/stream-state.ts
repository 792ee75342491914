import { Failure } from '../failures/failure.ts';
import { ABORTED } from '../failures/kinds/network.ts';
import {
  GENERATOR_FAILED,
  STREAM_GAP,
  STREAM_INTERRUPTED,
  STREAM_STALLED,
} from '../failures/kinds/stream-and-queue.ts';
import { isTerminal, type InterruptionReason } from './envelope.ts';
import type { StreamEvent } from './stream-event.ts';
import { utf8Length } from './utf8-length.ts';

/** What a stream has brought so far. Nothing takes any of it away again. */
export interface Streamed<TEvent = unknown> {
  /** Wall-clock milliseconds when it was begun. */
  readonly since: number;
  /** Empty until the server has told it. */
  readonly id: string;
  /** The last event taken in; 0 before the first. */
  readonly seq: number;
  /** UTF-8 bytes of `text`. */
  readonly offset: number;
  readonly text: string;
  /** The app's own events, in order. */
  readonly events: readonly TEvent[];
  /** What the server says it has cost so far, in integer micro-units. */
  readonly micros: number | undefined;
  /** The last good event before what did not fit. What does not fit there again is no accident. */
  readonly faultAt: number | undefined;
}

/** Where a stream stands. */
export type StreamState<TEvent = unknown> =
  | { readonly kind: 'idle' }
  /** Asked for; nothing has come yet. `since` is wall-clock time. */
  | { readonly kind: 'running'; readonly since: number }
  | (Streamed<TEvent> & { readonly kind: 'streaming' })
  | (Streamed<TEvent> & {
      readonly kind: 'interrupted';
      readonly failure: Failure;
      /** Whether the same stream can bring the rest. If not, going on is a new one. */
      readonly resumable: boolean;
      /** Whether that is being tried without anybody doing anything. */
      readonly resuming: boolean;
    })
  | (Streamed<TEvent> & {
      readonly kind: 'live';
      readonly reason: string | undefined;
      /** Wall-clock milliseconds when it was done. */
      readonly at: number;
    })
  /** Refused before anything came. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export type StreamStep<TEvent = unknown> =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'received'; readonly event: StreamEvent<TEvent>; readonly at: number }
  /** Bytes, but no event. */
  | { readonly type: 'heartbeat' }
  /** Not even a heartbeat for too long. */
  | { readonly type: 'stalled' }
  /** The body came to its end. */
  | { readonly type: 'ended' }
  /** The connection is gone, or could not be had again. */
  | { readonly type: 'lost'; readonly failure: Failure }
  /** What came could not be read. */
  | { readonly type: 'faulted'; readonly failure: Failure }
  /** Nobody goes on trying. */
  | { readonly type: 'settled'; readonly failure: Failure; readonly resumable: boolean }
  /** Somebody wants the rest. */
  | { readonly type: 'resumed' };

export const STREAM_IDLE: StreamState<never> = Object.freeze({ kind: 'idle' });

const NOTHING: Omit<Streamed<never>, 'since'> = {
  id: '',
  seq: 0,
  offset: 0,
  text: '',
  events: [],
  micros: undefined,
  faultAt: undefined,
};

/**
 * One step of a stream. What was received stays, whatever comes. An event that was received already
 * changes nothing; one that does not fit to what is there is not taken in, and asked for again once.
 */
export function nextStreamState<TEvent>(
  state: StreamState<TEvent>,
  step: StreamStep<TEvent>,
): StreamState<TEvent> {
  if (step.type === 'started') return { kind: 'running', since: step.at };
  switch (state.kind) {
    case 'idle':
    case 'live':
    case 'failed':
      return state;
    case 'running':
      if (step.type === 'settled') return { kind: 'failed', failure: step.failure };
      return step.type === 'heartbeat' || step.type === 'resumed'
        ? state
        : flow({ ...NOTHING, since: state.since }, step);
    case 'streaming':
      return flow(state, step);
    case 'interrupted':
      if (step.type === 'settled') return flow(state, step);
      if (step.type === 'resumed') return { ...state, resuming: state.resumable };
      // What comes when nobody waits for it any longer is late.
      return state.resuming ? flow(state, step) : state;
  }
}

function flow<TEvent>(
  from: Streamed<TEvent>,
  step: Exclude<StreamStep<TEvent>, { readonly type: 'started' }>,
): StreamState<TEvent> {
  switch (step.type) {
    case 'received':
      return receive(from, step.event, step.at);
    case 'heartbeat':
    case 'resumed':
      return streaming(from);
    case 'stalled':
      return cut(from, new Failure(STREAM_STALLED), RESUMING);
    case 'ended':
      return cut(from, new Failure(STREAM_INTERRUPTED), RESUMING);
    case 'lost':
      return cut(from, step.failure, RESUMING);
    case 'faulted':
      return fault(from, step.failure);
    case 'settled':
      return cut(from, step.failure, { resumable: step.resumable, resuming: false });
  }
}

function receive<TEvent>(
  from: Streamed<TEvent>,
  event: StreamEvent<TEvent>,
  at: number,
): StreamState<TEvent> {
  if (event.seq <= from.seq) return streaming(from);
  if (event.seq > from.seq + 1 || ('offset' in event && event.offset !== from.offset)) {
    return fault(from, new Failure(STREAM_GAP));
  }
  // Most events are text; building one object for each instead of three is what makes it fast.
  if (event.type === 'delta') {
    const { seq, offset, text } = event;
    const { since, id, events, micros, faultAt } = from;
    return {
      kind: 'streaming',
      since,
      id,
      seq,
      offset: offset + (utf8Length(text) ?? 0),
      text: from.text + text,
      events,
      micros,
      faultAt,
    };
  }
  const next = { ...streaming(from), seq: event.seq };
  switch (event.type) {
    case 'start':
      return { ...next, id: event.id };
    case 'usage':
      return { ...next, micros: event.micros };
    case 'own':
      return { ...next, events: [...from.events, event.event] };
    case 'done':
      return { ...next, kind: 'live', reason: event.reason, at };
    case 'interrupted':
      return cut(next, interruption(event.reason), isTerminal(event) ? OVER : RESUMING);
    case 'error':
      return cut(next, event.failure, OVER);
  }
}

const RESUMING = { resumable: true, resuming: true };
const OVER = { resumable: false, resuming: false };

function cut<TEvent>(
  from: Streamed<TEvent>,
  failure: Failure,
  hope: { readonly resumable: boolean; readonly resuming: boolean },
): StreamState<TEvent> {
  const isNothing = from.offset === 0 && from.events.length === 0;
  // Over before it brought anything: there is nothing to keep, so it is a plain failure.
  if (isNothing && !hope.resumable) return { kind: 'failed', failure };
  return { ...streaming(from), ...hope, kind: 'interrupted', failure };
}

/** Asks once more from the last good event on; a second fault at the same place is the end. */
function fault<TEvent>(from: Streamed<TEvent>, failure: Failure): StreamState<TEvent> {
  return cut({ ...from, faultAt: from.seq }, failure, from.faultAt === from.seq ? OVER : RESUMING);
}

function interruption(reason: InterruptionReason): Failure {
  // A generator does not outlive its server.
  if (reason === 'generator-failed' || reason === 'server-lost')
    return new Failure(GENERATOR_FAILED);
  if (reason === 'cancelled') return new Failure(ABORTED);
  return new Failure(STREAM_INTERRUPTED, { details: { reason } });
}

function streaming<TEvent>({
  since,
  id,
  seq,
  offset,
  text,
  events,
  micros,
  faultAt,
}: Streamed<TEvent>): Streamed<TEvent> & { readonly kind: 'streaming' } {
  return { kind: 'streaming', since, id, seq, offset, text, events, micros, faultAt };
}
