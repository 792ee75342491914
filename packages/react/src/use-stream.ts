'use client';
import { watchStream, type OperationState, type StreamOperation } from '@holdfast/core';
import {
  type FollowedStream,
  readKey,
  stateOfStream,
  STREAM_IDLE,
  type InputArguments,
  type StreamState,
  type StreamValue,
} from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';

export interface StreamResult<TEvent> extends Pick<
  FollowedStream<TEvent>,
  'start' | 'resume' | 'abort' | 'cancel' | 'forget'
> {
  /** The state of the stream, with everything that has come. */
  readonly stream: StreamState<TEvent>;
  /** The state as an `OperationState`, for a `StatusLine`. */
  readonly state: OperationState<StreamValue<TEvent>>;
}

const notBegun = (): StreamState<never> => STREAM_IDLE;

/**
 * Shows the stream of an operation and an input while its text arrives. The hook begins no stream by itself, but it
 * resumes one that was under way before a reload or in a tab that has closed. After unmount the stream goes on. The
 * hook never shows the stream of another input or of another user. It compares inputs by content, and throws
 * `INPUT_INVALID` for an input that cannot be compared.
 */
export function useStream<TInput, TParsed, TEvent>(
  operation: StreamOperation<string, TInput, TParsed, TEvent>,
  ...[input]: InputArguments<TInput>
): StreamResult<TEvent> {
  const holdfast = useHoldfast();
  const watch = useHeld([holdfast, readKey(operation.name, input)], () =>
    watchStream(holdfast, operation, input as TInput),
  );
  // The stream itself may have begun long before the page hydrates.
  const stream = useSyncExternalStore<StreamState<TEvent>>(
    watch.stream.subscribe,
    watch.stream.getSnapshot,
    notBegun,
  );
  const { start, resume, abort, cancel, forget } = watch;
  return { stream, state: stateOfStream(stream), start, resume, abort, cancel, forget };
}
