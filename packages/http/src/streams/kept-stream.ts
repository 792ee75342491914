import { Failure } from '@holdfast/core';
import { parseFailure, utf8Length, type DraftRecord, type StreamState } from '@holdfast/core/parts';
import { STREAM_INTERRUPTED } from '@holdfast/core/failures';

/** The part of a stream that the device keeps: enough to show the stream again and to resume it. */
export interface KeptStream {
  /** The idempotency key under which it was begun. */
  readonly key: string;
  readonly location: string | undefined;
  readonly state: StreamState;
}

/** The version of the shape below. */
export const KEPT_VERSION = 1;

/** The stream as data, for storage and for other tabs. */
export function toKept({ key, location, state }: KeptStream): unknown {
  return {
    ...{ key, location },
    state: 'failure' in state ? { ...state, failure: state.failure.toJSON() } : state,
  };
}

/** The stream in a record; `undefined` for a record that holds no stream. */
export function readKept({ value, version }: DraftRecord): KeptStream | undefined {
  const { key, location, state } = Object(value) as Record<string, unknown>;
  const { kind, failure, seq, offset, text, events } = Object(state) as Record<string, unknown>;
  if (version !== KEPT_VERSION || typeof key !== 'string') return undefined;
  if (location !== undefined && typeof location !== 'string') return undefined;
  const hasText =
    typeof text === 'string' &&
    utf8Length(text) === offset &&
    Number.isSafeInteger(seq) &&
    Array.isArray(events);
  const named = parseFailure(failure);
  const isWhole =
    kind === 'running' ||
    (kind === 'failed' && named) ||
    (hasText && (kind === 'streaming' || kind === 'live' || (kind === 'interrupted' && named)));
  if (!isWhole) return undefined;
  return {
    key,
    location,
    state: { ...(state as object), ...(named && { failure: named }) } as StreamState,
  };
}

/** The same stream after its reader has gone: it does not flow any longer. */
export function withoutReader(kept: KeptStream): KeptStream {
  const { state } = kept;
  if (state.kind !== 'streaming') return kept;
  const failure = new Failure(STREAM_INTERRUPTED);
  const hope = { resumable: true, resuming: true };
  return { ...kept, state: { ...state, kind: 'interrupted', failure, ...hope } };
}
