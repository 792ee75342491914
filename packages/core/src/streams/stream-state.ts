import { Failure } from '../failures/failure.ts';
import { ABORTED } from '../failures/kinds/network.ts';
import {
  GENERATOR_FAILED,
  STREAM_GAP,
  STREAM_INTERRUPTED,
} from '../failures/kinds/stream-and-queue.ts';
import { isTerminal, type InterruptionReason } from './envelope.ts';
import { isOver, type NotResumed } from './not-resumed.ts';
import type { StreamEvent } from './stream-event.ts';
import { utf8Length } from './utf8-length.ts';

/** The part of a stream that has come so far. No step takes any of it away again. */
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
  /** The server's figure of the cost so far, in integer micro-units. */
  readonly micros: number | undefined;
  /**
   * The last good event before the last fault. After a second fault at the same event, another request does not help.
   */
  readonly faultAt: number | undefined;
}

/** The state of a stream. */
export type StreamState<TEvent = unknown> =
  | { readonly kind: 'idle' }
  /** The request was sent; nothing has come yet. `since` is wall-clock time. */
  | { readonly kind: 'running'; readonly since: number }
  | (Streamed<TEvent> & { readonly kind: 'streaming' })
  | (Streamed<TEvent> & {
      readonly kind: 'interrupted';
      readonly failure: Failure;
      /** Whether the same stream can bring the rest. If not, the user can only begin another. */
      readonly resumable: boolean;
      /** Whether the reader asks for the rest by itself. */
      readonly resuming: boolean;
      /** Why the reader does not ask for the rest; absent while it does. */
      readonly notResumed?: NotResumed | undefined;
    })
  | (Streamed<TEvent> & {
      readonly kind: 'live';
      readonly reason: string | undefined;
      /** Wall-clock milliseconds when it was done. */
      readonly at: number;
    })
  /** It ended before any text or event came. */
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** Why the reader does not try again. */
      readonly notResumed?: NotResumed | undefined;
    };

export type StreamStep<TEvent = unknown> =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'received'; readonly event: StreamEvent<TEvent>; readonly at: number }
  /** Bytes came, but no event. */
  | { readonly type: 'heartbeat' }
  /** The body ended early, fell silent or broke, or the reader could not get it again. */
  | { readonly type: 'lost'; readonly failure: Failure }
  /** The reader could not read what came. */
  | { readonly type: 'faulted'; readonly failure: Failure }
  /** The reader stops trying. */
  | { readonly type: 'settled'; readonly failure: Failure; readonly why: NotResumed }
  /** The app asks for the rest. */
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
 * One step of a stream. Text and events that came stay, whatever comes next. An event that came before changes
 * nothing. The reader does not take in an event that does not fit; it asks once more from the last good event.
 */
export function nextStreamState<TEvent>(
  state: StreamState<TEvent>,
  step: StreamStep<TEvent>,
): StreamState<TEvent> {
  if (step.type === 'started') return { kind: 'running', since: step.at };
  switch (state.kind) {
    case 'running':
      if (step.type === 'settled') return failed(step.failure, step.why);
      return step.type === 'heartbeat' || step.type === 'resumed'
        ? state
        : flow({ ...NOTHING, since: state.since }, step);
    case 'streaming':
      return flow(state, step);
    case 'interrupted':
      if (step.type === 'resumed') return state.resumable ? cut(state, state.failure) : state;
      // An event that comes when the reader has stopped is late.
      return state.resuming || step.type === 'settled' ? flow(state, step) : state;
    default:
      return state;
  }
}

function flow<TEvent>(
  from: Streamed<TEvent>,
  step: Exclude<StreamStep<TEvent>, { readonly type: 'started' }>,
): StreamState<TEvent> {
  switch (step.type) {
    case 'received':
      return receive(from, step.event, step.at);
    case 'lost':
      return cut(from, step.failure);
    case 'settled':
      return cut(from, step.failure, step.why);
    case 'faulted':
      return fault(from, step.failure);
    default:
      return streaming(from);
  }
}

function receive<TEvent>(
  from: Streamed<TEvent>,
  event: StreamEvent<TEvent>,
  at: number,
): StreamState<TEvent> {
  const { seq } = event;
  if (seq <= from.seq) return streaming(from);
  if (seq > from.seq + 1 || ('offset' in event && event.offset !== from.offset)) {
    return fault(from, new Failure(STREAM_GAP));
  }
  // Most events are text. One object for each event, instead of two, makes this fast.
  if (event.type === 'delta') {
    const offset = event.offset + (utf8Length(event.text) ?? 0);
    return streaming(from, seq, offset, from.text + event.text);
  }
  const next = streaming(from, seq);
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
      return cut(next, interruption(event.reason), isTerminal(event) ? 'ended' : undefined);
    case 'error':
      return cut(next, event.failure, 'ended');
  }
}

/** @param why the reader does not ask for the rest; without it the reader does */
function cut<TEvent>(
  from: Streamed<TEvent>,
  failure: Failure,
  why?: NotResumed,
): StreamState<TEvent> {
  const resumable = !isOver(why);
  // The stream is over and brought nothing, so there is nothing to keep.
  if (!resumable && from.offset === 0 && from.events.length === 0) return failed(failure, why);
  const resuming = why === undefined;
  const rest = { kind: 'interrupted', failure, resumable, resuming } as const;
  return { ...streaming(from), ...rest, ...(why && { notResumed: why }) };
}

function failed(failure: Failure, notResumed: NotResumed | undefined): StreamState<never> {
  return { kind: 'failed', failure, notResumed };
}

/** Asks once more from the last good event on; a second fault at the same place is the end. */
function fault<TEvent>(from: Streamed<TEvent>, failure: Failure): StreamState<TEvent> {
  return cut(
    { ...from, faultAt: from.seq },
    failure,
    from.faultAt === from.seq ? 'unfit' : undefined,
  );
}

function interruption(reason: InterruptionReason): Failure {
  // A generator dies with its server, so a lost server counts as a dead generator.
  if (reason === 'generator-failed' || reason === 'server-lost')
    return new Failure(GENERATOR_FAILED);
  if (reason === 'cancelled') return new Failure(ABORTED);
  return new Failure(STREAM_INTERRUPTED, { details: { reason } });
}

function streaming<TEvent>(
  {
    since,
    id,
    seq: lastSeq,
    offset: lastOffset,
    text: lastText,
    events,
    micros,
    faultAt,
  }: Streamed<TEvent>,
  seq: number = lastSeq,
  offset: number = lastOffset,
  text: string = lastText,
): Streamed<TEvent> & { readonly kind: 'streaming' } {
  return { kind: 'streaming', since, id, seq, offset, text, events, micros, faultAt };
}
