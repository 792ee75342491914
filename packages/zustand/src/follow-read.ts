import { watchRead, type OperationState } from '@holdfast/core';
import { applied } from './applied.ts';
import type { Follow } from './slice-context.ts';

/**
 * Keeps a read of a slice fresh while the store has listeners: it reads when the first one subscribes, after a
 * reconnect, after a sign-in, after a write that names it in `invalidates`, and after a failure that may pass. Pass it
 * as `follow` in the declaration of the read.
 */
export const followRead: Follow<'read'> = (context, key, over) => {
  const { run: operation, input, when = 'always', apply } = over;
  const watch = watchRead(context.holdfast, operation as never, input as never, { when });
  const member = `${key}State`;
  let last: OperationState = watch.getSnapshot();
  let isListened = false;

  const publish = (): void => {
    const state = watch.getSnapshot();
    if (state === last) return;
    const isNew = apply && state.value !== last.value;
    last = state;
    let confirmed = context.data.confirmed();
    if (isNew) {
      confirmed =
        state.value === undefined
          ? { ...confirmed, ...context.touched }
          : applied(context, over, state.value, input);
    }
    const { kind, at, since } = state as { kind: string; at?: number; since?: number };
    const heard = {
      read: key,
      ...watch.runs(),
      at: isNew && kind !== 'live' ? at : undefined,
      since,
    };
    context.data.put(confirmed, { [member]: state }, `${key}/${state.kind}`, heard);
  };
  const publishing = (read: () => Promise<void>) => async (): Promise<void> => {
    const reading = read();
    publish();
    await reading;
    publish();
  };
  const refresh = publishing(watch.refresh);
  return {
    members: {
      [key]: Object.freeze({ load: publishing(watch.load), refresh }),
      [member]: last,
    },
    read: {
      // Without a listener nothing is read, because the next listener makes it read anyway.
      refresh: () => isListened && refresh(),
      started: () => watch.runs().started,
      connect() {
        isListened = true;
        const leave = watch.subscribe(publish);
        publish();
        return () => {
          isListened = false;
          leave();
        };
      },
    },
    drop() {
      last = watch.getSnapshot();
      return { [member]: last };
    },
  };
};
