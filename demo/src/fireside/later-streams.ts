import { createCell } from '@holdfast/core';
import {
  asFailure,
  readKey,
  type OpaqueStream,
  type Runtime,
  type StreamPort,
  type StreamWatch,
} from '@holdfast/core/parts';

type Streams = StreamPort & { dispose(): void };
type StreamState = ReturnType<StreamWatch['getSnapshot']>;

/**
 * Streams whose reader loads when the page first follows a stream, so that other pages do not wait for it. Until then a
 * stream is `idle`. A reader that does not load makes the stream `failed`, and the next call loads it again.
 */
export function laterStreams(
  load: () => Promise<(runtime: Runtime) => Streams>,
): (runtime: Runtime) => Streams {
  return (runtime) => {
    const watches = new Map<string, StreamWatch>();
    let coming: Promise<Streams> | undefined;
    let isOver = false;
    const bring = (): Promise<Streams> => {
      coming ??= load().then((make) => make(runtime));
      coming.catch(() => (coming = undefined));
      return coming;
    };

    function later(operation: OpaqueStream, input: unknown): StreamWatch {
      let watch: StreamWatch | undefined;
      const before = createCell<StreamState>({ kind: 'idle' });
      const opened = async (): Promise<StreamWatch> => {
        try {
          watch ??= (await bring()).open(operation, input);
          return watch;
        } catch (error) {
          before.set({ kind: 'failed', failure: asFailure(error) });
          throw error;
        }
      };
      const settled = async (
        follow: (stream: StreamWatch) => ReturnType<StreamWatch['start']>,
      ): ReturnType<StreamWatch['start']> => {
        try {
          return await follow(await opened());
        } catch (error) {
          return { kind: 'failed', failure: asFailure(error) };
        }
      };
      return {
        getSnapshot: () => (watch ?? before).getSnapshot(),
        subscribe(listener) {
          let leave = before.subscribe(listener);
          let isLeft = false;
          const join = (stream: StreamWatch): void => {
            leave();
            if (isLeft || isOver) return;
            leave = stream.subscribe(listener);
            listener();
          };
          opened().then(join, () => {});
          return () => {
            isLeft = true;
            leave();
          };
        },
        async *[Symbol.asyncIterator]() {
          yield* await opened();
        },
        start: (options) => settled((stream) => stream.start(options)),
        resume: (options) => settled((stream) => stream.resume(options)),
        abort: () => watch?.abort(),
        cancel: async () => (await opened()).cancel(),
        forget: async () => (await opened()).forget(),
      };
    }

    return {
      open(operation, input) {
        const key = readKey(operation.name, input);
        const known = watches.get(key) ?? later(operation, input);
        watches.set(key, known);
        return known;
      },
      async run(operation, input, options) {
        try {
          return await (await bring()).run(operation, input, options);
        } catch (error) {
          return { kind: 'failed', failure: asFailure(error) };
        }
      },
      dispose() {
        isOver = true;
        coming?.then(
          (streams) => streams.dispose(),
          () => {},
        );
      },
    };
  };
}
