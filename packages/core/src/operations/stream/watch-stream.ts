import type { Observable } from '../../observable/observable.ts';
import type { Holdfast, InputArguments } from '../../runtime/create-holdfast.ts';
import { missingPart } from '../../runtime/missing-part.ts';
import { stateOfStream } from '../../streams/state-of-stream.ts';
import type { StreamState } from '../../streams/stream-state.ts';
import type { StreamWatch } from '../../streams/stream-watch.ts';
import type { OperationState } from '../operation-state.ts';
import type { OpaqueStream, StreamOperation } from '../operation.ts';
import type { StreamValue } from '../outcome.ts';

/** A stream that the app follows. Its state is an `OperationState`; `stream` has everything that has come. */
export interface FollowedStream<TEvent = unknown>
  extends
    Observable<OperationState<StreamValue<TEvent>>>,
    Omit<StreamWatch<TEvent>, keyof Observable<unknown>> {
  readonly stream: Observable<StreamState<TEvent>>;
}

const followed = new WeakMap<StreamWatch, FollowedStream>();

/**
 * The stream of an operation and an input. The same operation with the same input gives the same stream, in every
 * component and every tab. It sends nothing before `start` or `resume`. Only a stream that was under way before a
 * reload goes on by itself, when it gets a listener. A listener gets the text that the device keeps. Another user
 * never sees the stream. Throws `DEFECT` when the runtime has no `streams`, and `INPUT_INVALID` for an input that
 * cannot be compared.
 */
export function watchStream<TInput, TParsed, TEvent>(
  { streams }: Pick<Holdfast, 'streams'>,
  operation: StreamOperation<string, TInput, TParsed, TEvent>,
  ...[input]: InputArguments<TInput>
): FollowedStream<TEvent> {
  const stream = (streams ?? missingPart('streams')).open(
    operation as unknown as OpaqueStream,
    input,
  );
  const known = followed.get(stream) ?? follow(stream);
  followed.set(stream, known);
  return known as FollowedStream<TEvent>;
}

function follow(stream: StreamWatch): FollowedStream {
  let last: StreamState | undefined;
  let state: OperationState<StreamValue>;
  return {
    stream,
    getSnapshot() {
      const now = stream.getSnapshot();
      // The same stream state gives the same object, so that a listener can compare states by reference.
      if (now !== last) state = stateOfStream((last = now));
      return state;
    },
    subscribe: (listener) => stream.subscribe(listener),
    [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](),
    start: (options) => stream.start(options),
    resume: (options) => stream.resume(options),
    abort: () => stream.abort(),
    cancel: () => stream.cancel(),
    forget: () => stream.forget(),
  };
}
