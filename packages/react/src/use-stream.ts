'use client';
import {
  watchStream,
  type Failure,
  type OperationState,
  type StreamOperation,
} from '@holdfast/core';
import {
  asFailure,
  type FollowedStream,
  readKey,
  requireOptions,
  stateOfStream,
  STREAM_IDLE,
  type InputArguments,
  type Streamed,
  type StreamState,
  type StreamValue,
} from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';

export interface StreamResult<TEvent> extends Pick<
  FollowedStream<TEvent>,
  'start' | 'abort' | 'forget'
> {
  /** The state of the stream, with everything that has come. */
  readonly stream: StreamState<TEvent>;
  /** The state as an `OperationState`, for a `StatusLine`. */
  readonly state: OperationState<StreamValue<TEvent>>;
  /** The text so far. It never gets shorter, until the stream begins anew or is forgotten. */
  readonly text: string;
  /** How far the stream has come; `undefined` before the first event. */
  readonly progress: StreamProgress | undefined;
  /** Why the stream stands still before its end, and whether it can go on; `undefined` while it does not. */
  readonly interrupted: Extract<StreamState<TEvent>, { kind: 'interrupted' }> | undefined;
  /** Asks for the rest, or begins anew where the server cannot give it. Never rejects. See `StreamWatch.resume`. */
  readonly continue: FollowedStream<TEvent>['resume'];
  /**
   * Stops the server, and with it the bill; the text stays. Resolves with the failure when the server could not be
   * told: then the stream goes on. Never rejects.
   */
  readonly stop: () => Promise<Failure | undefined>;
}

export interface StreamProgress {
  /** UTF-8 bytes of the text so far. */
  readonly bytes: number;
  /** The app's own events so far. */
  readonly events: number;
  /** The server's figure of the cost so far, in integer micro-units. */
  readonly micros: number | undefined;
  /** Wall-clock milliseconds when the stream was begun. */
  readonly since: number;
}

const notBegun = (): StreamState<never> => STREAM_IDLE;

/**
 * Shows the stream of an operation and an input while its text arrives. The hook begins no stream by itself, but it
 * resumes one that was under way before a reload or in a tab that has closed. After unmount, and while `Activity` hides
 * the component, the stream goes on. The hook never shows the stream of another input or of another user. It compares
 * inputs by content, and throws `INPUT_INVALID` for an input that cannot be compared.
 */
export function useStream<TInput, TParsed, TEvent>(
  operation: StreamOperation<string, TInput, TParsed, TEvent>,
  ...[input]: InputArguments<TInput>
): StreamResult<TEvent> {
  requireOptions<{ readonly name: string; readonly kind?: string }>('useStream', operation, {
    name: 'a text that is not empty',
    kind: 'one of stream?',
  });
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
  const { start, resume, abort, forget } = watch;
  const stop = useHeld([watch], () => () => watch.cancel().then(noFailure, asFailure));
  return {
    ...{ stream, state: stateOfStream(stream), start, continue: resume, stop, abort, forget },
    text: 'text' in stream ? stream.text : '',
    progress: 'text' in stream ? progressOf(stream) : undefined,
    interrupted: stream.kind === 'interrupted' ? stream : undefined,
  };
}

const noFailure = (): undefined => undefined;

function progressOf({ offset, events, micros, since }: Streamed): StreamProgress {
  return { bytes: offset, events: events.length, micros, since };
}
