import { watchStream, type RunOptions } from '@holdfast/core';
import { applied } from './applied.ts';
import { IDLE } from './idle.ts';
import type { Follow } from './slice-context.ts';

/**
 * Follows a stream of a slice, with its text as it comes. It shows the input that was opened or started last. Pass it as
 * `follow` in the declaration of the stream.
 */
export const followStream: Follow<'stream'> = (context, key, over) => {
  const member = `${key}State`;
  let stream: ReturnType<typeof watchStream> | undefined;
  let leave: (() => void) | undefined;

  const open = (input?: unknown): ReturnType<typeof watchStream> => {
    const next = watchStream(context.holdfast, over.run as never, input as never);
    if (next === stream) return next;
    leave?.();
    stream = next;
    const publish = (): void => {
      const state = next.getSnapshot();
      const isDone = state.kind === 'live' && over.apply;
      const { data } = context;
      const confirmed = isDone ? applied(context, over, state.value, input) : data.confirmed();
      data.put(confirmed, { [member]: state }, `${key}/${state.kind}`);
    };
    leave = next.subscribe(publish);
    publish();
    return next;
  };
  return {
    members: {
      [key]: Object.freeze({
        open: (input?: unknown) => void open(input),
        start: (input?: unknown, options?: RunOptions) => open(input).start(options),
        resume: async (options?: RunOptions) => stream?.resume(options),
        abort: () => stream?.abort(),
        cancel: async () => stream?.cancel(),
      }),
      [member]: IDLE,
    },
    drop() {
      leave?.();
      stream = leave = undefined;
      return { [member]: IDLE };
    },
  };
};
