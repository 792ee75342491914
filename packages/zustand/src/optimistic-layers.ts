import type { EntryView } from '@holdfast/core';
import {
  followEntries,
  nextLayers,
  NO_LAYERS,
  surface,
  type LayersEvent,
  type RunCounts,
  type SentLayer,
} from '@holdfast/core/parts';
import { holdListeners } from './hold-listeners.ts';
import { createLayeredData } from './layered-data.ts';
import { layeredView } from './layered-view.ts';
import { refreshReads } from './refresh-reads.ts';
import type { Heard, MakeData, OpaqueDeclared, SliceLayers } from './slice-context.ts';

/** A write that took effect, and its declaration in the slice. */
interface Sent extends Omit<SentLayer, 'after'> {
  readonly over: OpaqueDeclared;
}

/**
 * Shows writes over the data of a slice before the server has answered: those that wait in the outbox, also after a
 * reload, and those on their way. Pass it to `defineSlice` as `layers`, and say with `optimistic` how a write shows.
 */
export const optimisticLayers: MakeData = (context) => {
  const { holdfast, operations, reads, ownerNow } = context;
  const { outbox, platform } = holdfast;
  const data = createLayeredData(context);
  const declared = Object.values(operations);
  /** The writes of transactions that are under way, with their results. */
  const hidden = new Map<string, (() => void)[]>();

  /** What the slice heard last of each read. */
  const latest = new Map<string, Heard>();

  /** The start of the page with its present user, and the runs of each read that were started before. */
  const begin = () => ({
    owner: ownerNow(),
    at: platform.now(),
    counts: Object.fromEntries([...reads].map(([key, read]) => [key, read.started()])),
  });
  let begun = begin();
  /** The writes that become part of the data after the sent ones before them. Absent when these are shown. */
  let laying: (() => void)[] | undefined;

  const declaredFor = ({ operation }: EntryView): OpaqueDeclared | undefined =>
    declared.find(({ run, optimistic, apply }) => run.name === operation && (optimistic ?? apply));
  /** The reads whose next answer tells of a write: those that it invalidates, or all. */
  const confirming = ({ run }: OpaqueDeclared): readonly string[] => {
    const telling = [...reads.keys()].filter((key) => operations[key]?.apply);
    const named = telling.filter((key) =>
      run.invalidates?.includes(operations[key]?.run.name as string),
    );
    return named.length > 0 ? named : telling;
  };
  const startedOf = (over: OpaqueDeclared): RunCounts =>
    Object.fromEntries(confirming(over).map((key) => [key, reads.get(key)?.started() ?? 0]));
  const send = (event: LayersEvent, action: string): void =>
    data.set(data.confirmed(), nextLayers(data.layers(), event), {}, action);
  const whenShown = (id: string, task: () => void): void => {
    const later = hidden.get(id);
    if (later) later.push(task);
    else task();
  };
  const list = (): void => {
    const entries = (outbox?.entries.getSnapshot() ?? []).filter(
      (entry) => entry.owner === ownerNow() && !hidden.has(entry.id) && declaredFor(entry),
    );
    send({ type: 'listed', entries }, 'outbox');
  };
  const endNow = (
    over: OpaqueDeclared,
    { entry, fate, started, settledAt, answer }: Omit<LayersEvent & { type: 'ended' }, 'type'>,
  ): void => {
    const layers = data.layers();
    const isOver = fate === 'cancelled' || fate === 'failed' || layers.over.has(entry.id);
    const layer = layers.stack.find((each) => each.entry.id === entry.id);
    const full = layer?.entry ?? ('seq' in entry ? entry : undefined);
    const before = data.confirmed();
    // No read will confirm the write, so its layer becomes part of the data.
    const isFinal = !isOver && full && Object.keys(started).length === 0;
    if (isFinal && 'seq' in entry && laying) {
      laying.push(() => endNow(over, { entry, fate, started, settledAt, answer }));
      return;
    }
    data.set(
      isFinal ? layeredView(before, [{ entry: full, answer }], declared) : before,
      nextLayers(layers, { type: 'ended', entry, fate, started, settledAt, answer }),
      {},
      `${over.run.name}/${fate}`,
    );
  };
  const end: SliceLayers['end'] = (over, entry, fate, answer) => {
    const started = startedOf(over);
    const settledAt = platform.now();
    whenShown(entry.id, () => endNow(over, { entry, fate, started, settledAt, answer }));
  };

  /** The sent writes from a time on that the data lacks, with their checked answers. */
  const findSent = async (
    from: number,
    isMissing: (entry: EntryView, settledAt: number, over: OpaqueDeclared) => boolean,
  ): Promise<readonly Sent[]> => {
    const found = (await outbox?.sent?.(from).catch(() => [])) ?? [];
    const made = await Promise.all(
      found.map(async ({ entry, settledAt, end: told }) => {
        const over = declaredFor(entry);
        if (!over || hidden.has(entry.id) || !isMissing(entry, settledAt, over)) return [];
        const answer = over.apply && !told.failure ? await answerOf(over, told) : undefined;
        return [{ over, entry, settledAt, answer }];
      }),
    );
    return made.flat();
  };
  /** Shows a write over the data until these reads tell of it. */
  const lay = (
    { entry, settledAt, answer }: Sent,
    telling: readonly string[],
    afterOf: (read: string) => number,
  ): void => {
    let next = data.layers();
    for (const read of telling) {
      const sent = [{ entry, settledAt, answer, after: afterOf(read) }];
      next = nextLayers(next, { type: 'sent', read, sent });
    }
    // The server may have answered meanwhile, or another tab may have kept a later answer.
    for (const heard of latest.values()) next = nextLayers(next, { type: 'read', ...heard });
    data.set(data.confirmed(), next, {}, 'sent');
  };

  /** Shows what took effect after a kept answer was asked, and is not in it. */
  const laySent = async (heard: Heard, at: number): Promise<void> => {
    const owner = ownerNow();
    const { read } = heard;
    const sent = await findSent(at, (_, __, over) => confirming(over).includes(read));
    if (owner !== ownerNow()) return;
    for (const each of sent) lay(each, [read], () => lastBefore(heard, each.settledAt));
  };

  /** Shows what took effect and is not in the data that the device kept. */
  const layRestored = async (savedAt: number, pending: readonly string[]): Promise<void> => {
    const { at, counts } = begun;
    const waiting: typeof laying = (laying = []);
    const sent = await findSent(
      pending.length > 0 ? 0 : savedAt,
      ({ id }, settledAt) => settledAt > savedAt || pending.includes(id),
    );
    // Another user has signed in meanwhile.
    if (laying !== waiting) return;
    laying = undefined;
    for (const each of sent) {
      const { over, settledAt } = each;
      const telling = confirming(over);
      if (telling.length === 0) endNow(over, { ...each, fate: 'applied', started: {} });
      else {
        lay(each, telling, (read) => {
          const heard = latest.get(read);
          return heard && settledAt > at ? lastBefore(heard, settledAt) : (counts[read] ?? 0);
        });
      }
    }
    for (const task of waiting) task();
  };

  const leave = outbox && [
    outbox.entries.subscribe(list),
    followEntries(
      outbox,
      (entry) => declaredFor(entry) !== undefined,
      (entry, told) => {
        const over = declaredFor(entry) as OpaqueDeclared;
        const { kind } = told;
        const started = startedOf(over);
        const settledAt = platform.now();
        const finish = (answer?: { readonly value: unknown }): void => {
          if (entry.owner !== ownerNow()) return;
          whenShown(entry.id, () =>
            endNow(over, { entry, fate: kind, started, settledAt, answer }),
          );
        };
        if (over.apply && kind === 'applied' && !told.failure) {
          void answerOf(over, told).then(finish);
        } else finish();
        if (kind === 'cancelled' || entry.owner !== ownerNow()) return;
        // A followed read that the write names reads again by itself.
        const telling = confirming(over);
        refreshReads(
          context,
          (name, key) => telling.includes(key) || entry.invalidates.includes(name),
        );
      },
    ),
  ];

  return {
    confirmed: data.confirmed,
    subscribe: data.subscribe,
    put(confirmed, others, action, heard) {
      const now = data.layers();
      if (heard) latest.set(heard.read, heard);
      data.set(
        confirmed,
        heard ? nextLayers(now, { type: 'read', ...heard }) : now,
        others,
        action,
      );
      if (heard?.at !== undefined) void laySent(heard, heard.at);
    },
    restart(confirmed, others) {
      hidden.clear();
      latest.clear();
      if (begun.owner !== ownerNow()) laying = undefined;
      begun = begin();
      data.set(confirmed, NO_LAYERS, others, 'user');
      list();
    },
    layers: {
      over: (setState, gate) => (patch, replace, action) => {
        if (data.layers().stack.length === 0) return setState(patch, replace, action);
        const release = holdListeners(gate);
        try {
          data.lift(() => setState(patch, replace, action));
        } finally {
          release();
        }
      },
      begin: (over, id, input) =>
        whenShown(id, () => {
          const { name: operation, version = 1, invalidates = [] } = over.run;
          const entry = {
            ...{ id, operation, version, input, invalidates, owner: ownerNow() ?? '', lane: id },
            ...{ incidentId: '', createdAt: platform.now(), sends: 1 },
            state: { kind: 'sending' } as const,
          };
          send({ type: 'added', entry }, `${operation}/optimistic`);
        }),
      end,
      pending: () => data.layers().stack.map(({ entry }) => entry.id),
      restored: layRestored,
      hide: (id) => void hidden.set(id, []),
      reveal(id) {
        const later = hidden.get(id) ?? [];
        hidden.delete(id);
        list();
        for (const task of later) task();
      },
      forget(id) {
        hidden.delete(id);
        list();
      },
      dispose() {
        for (const undo of leave ?? []) undo();
      },
    },
  };
};

/** The last run of a read that may have been answered before a write took effect. Equal times count as after it. */
const lastBefore = ({ started, since }: Heard, settledAt: number): number =>
  started - Number(Number(since) >= settledAt);

/** The checked answer of an entry. An answer that breaks the contract does not count. */
async function answerOf(
  { run }: OpaqueDeclared,
  told: { readonly value: unknown },
): Promise<{ readonly value: unknown } | undefined> {
  if (!run.output) return told;
  try {
    const checked = await run.output['~standard'].validate(told.value);
    return checked.issues ? undefined : checked;
  } catch (error) {
    surface(error);
    return undefined;
  }
}
