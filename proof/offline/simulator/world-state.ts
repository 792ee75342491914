import type { Actor, Task } from './agenda.ts';
import { EMPTY, keyOf, mix, type Digest } from './digest.ts';
import type { World } from './world.ts';

/**
 * Recognises a state that was seen before. A context is deterministic, so its state is the sequence of its inputs:
 * tasks, and the content of the database at its transactions. Times count from its birth.
 */
export interface WorldState {
  /** Call it before each task. */
  note(task: Task): void;
  /** The whole state: contexts, database, server, requests on their way and timers. */
  key(): number;
  /**
   * The state that a crash of all contexts would leave: nothing of a context, and with `power` no commit
   * that was not flushed. Entries are named by their order, so that programs share such states.
   */
  afterCrash(callsLeft: string, power: boolean): number;
}

interface StoredRecord {
  readonly id: string;
  readonly key: string;
  readonly lane: string;
  readonly state: { readonly kind: string };
  readonly rest?: { readonly silences: number };
  readonly refusals: number;
  readonly doubtful: boolean;
}

export function watchState(world: World): WorldState {
  const { agenda, device } = world;
  const told = new Map<Actor, { digest: Digest; readonly bornAt: number }>();
  let content: unknown;
  let contentKey = 0;

  const database = (): number => {
    const stores = device.databases.get('outbox')?.stores;
    const lists = [...(stores?.values() ?? [])].map(({ records }) => records);
    // Records are never changed in place, so the lists tell whether anything changed.
    const isSame =
      Array.isArray(content) &&
      content.length === lists.length &&
      lists.every((list, index) => list === (content as unknown[])[index]);
    if (!isSame) contentKey = keyOf(mix(EMPTY, JSON.stringify(lists)));
    content = lists;
    return contentKey;
  };
  const applied = (): string =>
    world.events.flatMap((event) => (event.type === 'applied' ? event.id : [])).toString();

  return {
    note({ actor, kind, label }) {
      const before = told.get(actor) ?? { digest: EMPTY, bornAt: agenda.now() };
      const at = agenda.now() - before.bornAt;
      const looked = kind === 'transaction' ? database() : '';
      told.set(actor, {
        ...before,
        digest: mix(before.digest, `${kind} ${label} ${at} ${looked};`),
      });
    },
    key() {
      let digest = mix(EMPTY, `${database()} ${applied()} ${world.locks()}`);
      for (const { actor } of world.contexts()) {
        const { digest: own = EMPTY } = told.get(actor) ?? {};
        digest = mix(digest, `${actor} ${own.a} ${own.b} ${agenda.held().has(actor)};`);
      }
      const now = agenda.now();
      const tasks = agenda
        .waiting()
        .map(({ actor, kind, label, at }) => `${actor} ${kind} ${label} ${Math.max(0, at - now)}`);
      return keyOf(mix(digest, tasks.join(';')));
    },
    afterCrash(callsLeft, power) {
      const data = device.databases.get('outbox');
      const undo = power && data ? data.unflushed.toReversed() : [];
      const before = [...(data?.stores.values() ?? [])].map(
        (store) => [store, { ...store }] as const,
      );
      for (const undos of undo) for (const one of undos) one();
      const records = (data?.stores.get('entries')?.records ?? []).map(
        ({ value }) => value as StoredRecord,
      );
      for (const [store, old] of before) Object.assign(store, old);
      const done = new Set(
        world.events.flatMap((event) => (event.type === 'applied' ? [event.id] : [])),
      );
      const names = new Map(records.map(({ id }, index) => [id, `e${index}`]));
      const now = agenda.now();
      const entries = records.map((one) => {
        const { id, lane, state, rest, refusals, doubtful, key } = one;
        return [lane, state.kind, rest?.silences, refusals, doubtful, done.has(id), key === id];
      });
      const lanes = JSON.stringify(entries);
      const arrivals = agenda
        .waiting()
        .filter(({ kind }) => kind === 'arrive')
        .map(({ label, at }) => `${names.get(label.split(' ')[0] ?? '') ?? 'gone'} ${at - now}`)
        .filter((arrival) => !arrival.startsWith('gone'));
      return keyOf(mix(EMPTY, `${data?.version} ${lanes} ${arrivals.join()} ${callsLeft}`));
    },
  };
}
