import type { Stop } from '../plan-trial.ts';
import { tell, tellAndStandStill } from './tell.ts';

/** Where this context stops now. */
export type StopNow = () => Promise<Stop | undefined>;

/** Asks the proof each time, because a worker may outlive its page. */
export const askForStop: StopNow = async () => {
  const stop = await tell<Partial<Stop>>({ type: 'stop' });
  return stop.stage === undefined ? undefined : (stop as Stop);
};

/**
 * Watches the sends of this context, the same for every contestant: before the request of the victim leaves, and
 * when its answer is there.
 */
export function observeSends(stopNow: StopNow): void {
  const send = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const note = new URL(address, globalThis.location.href).searchParams.get('note');
    if (note === null) return send(input, init);
    const stop = await stopNow();
    watched = stop;
    const isVictim = stop?.victim === note;
    if (isVictim && stop.stage === 'claim') await reach(stop);
    const response = await send(input, init);
    if (isVictim && stop.stage === 'settle') await reach(stop);
    return response;
  };
}

let watched: Stop | undefined;

/** Watches the write that first stores the victim: while it is asked for, and while it is committed. */
export function observeStores(stop?: Stop): void {
  watched = stop;
  let seen = false;
  const watch = (value: unknown, request: IDBRequest): void => {
    if (seen || !watched) return;
    const { stage, victim, holds } = watched;
    if (stage !== 'enqueue' && stage !== 'commit') return;
    if (!JSON.stringify(value).includes(victim)) return;
    seen = true;
    const stopHere = (): void =>
      holds ? tellAndStandStill({ type: 'stopped' }) : void tell({ type: 'stopped' });
    if (stage === 'enqueue') stopHere();
    // The engine begins the commit after the task of the last success.
    else request.addEventListener('success', () => (holds ? setTimeout(stopHere) : stopHere()));
  };
  for (const name of ['add', 'put'] as const) {
    const original = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function observed(this: IDBObjectStore, ...args) {
      const request = original.apply(this, args);
      watch(args[0], request);
      return request;
    };
  }
}

function reach({ holds }: Stop): Promise<void> {
  const told = tell({ type: 'stopped' });
  return holds ? told.then(() => new Promise(() => {})) : Promise.resolve();
}
