import { tell } from '@holdfast/core/parts';
import type { Data, MakeData } from './slice-context.ts';

/**
 * The data of a slice without layers. Only the store has it, so that an update takes no longer than in plain
 * zustand.
 */
export const plainData: MakeData = ({ initial, read, write, onState }) => {
  const listeners = new Set<(data: Data, previous: Data) => void>();
  const confirmed = (): Data => pick(initial, read());
  /** The data as listeners know it, while there are listeners. */
  let told: Data | undefined;
  let leave: (() => void) | undefined;

  const look = (state: Data): void => {
    if (!told || changesOf(told, state).length === 0) return;
    const previous = told;
    told = pick(initial, state);
    tell(listeners, told, previous);
  };
  const put = (data: Data, others: Data, action: string): void => {
    const state = read();
    const patch = { ...Object.fromEntries(changesOf(data, state)), ...others };
    if (Object.keys(patch).length > 0) write(patch, action);
    look(read());
  };
  return {
    confirmed,
    put,
    restart: (data, others) => put(data, others, 'user'),
    subscribe(listener) {
      told ??= confirmed();
      leave ??= onState(look);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        leave?.();
        told = leave = undefined;
      };
    },
  };
};

/** The members of a state that are the data of the slice. */
export function pick(initial: Data, state: Data): Data {
  return Object.fromEntries(Object.keys(initial).map((name) => [name, state[name]]));
}

/** The members of `data` that differ from those of a state. */
export function changesOf(data: Data, state: Data): [string, unknown][] {
  return Object.entries(data).filter(([name, value]) => !Object.is(value, state[name]));
}
