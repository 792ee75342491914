import type { EntryEnd, EntryView } from '../../ports/outbox-port.ts';

/** How many runs of each read, by its key in the slice. */
export type RunCounts = Readonly<Record<string, number>>;

/** One write shown over the data before the data itself tells of it. */
export interface Layer {
  readonly entry: EntryView;
  /**
   * For each read that has yet to confirm the write, the last run that was started before the write took effect.
   * Absent until the write has taken effect.
   */
  readonly appliedAfter?: RunCounts;
  /** On the wall clock, not before the write took effect. Absent until then. */
  readonly settledAt?: number;
  /** The answer of the server, where it is known. */
  readonly answer?: { readonly value: unknown } | undefined;
}

/** A write that took effect, and the last run of the read that may have been answered before that. */
export interface SentLayer extends Pick<Layer, 'entry' | 'answer'> {
  readonly after: number;
  readonly settledAt: number;
}

export interface Layers {
  /** In order of addition to the outbox. */
  readonly stack: readonly Layer[];
  /** Entries whose layer has ended, and which the outbox may still list for a moment. */
  readonly over: ReadonlySet<string>;
}

export type LayersEvent =
  /** The present entries of the outbox that have a layer. */
  | { readonly type: 'listed'; readonly entries: readonly EntryView[] }
  /** A write that is sent without the outbox. It lies over all present layers. */
  | { readonly type: 'added'; readonly entry: Omit<EntryView, 'seq'> }
  /** A write has ended. `started` counts the runs so far of the reads that will confirm it. */
  | {
      readonly type: 'ended';
      readonly entry: EntryView | Pick<EntryView, 'id'>;
      readonly fate: EntryEnd['kind'];
      readonly started: RunCounts;
      readonly settledAt: number;
      readonly answer?: Layer['answer'];
    }
  /** Writes that took effect after a read was asked of which the device kept the answer. */
  | { readonly type: 'sent'; readonly read: string; readonly sent: readonly SentLayer[] }
  /**
   * The newest run of a read that came back live. `at`: when a page asked for the kept answer that is shown now. `since`:
   * when the run started that is under way.
   */
  | {
      readonly type: 'read';
      readonly read: string;
      readonly live: number;
      readonly at?: number | undefined;
      readonly since?: number | undefined;
    };

export const NO_LAYERS: Layers = Object.freeze({ stack: [], over: new Set<string>() });

// Far less than the distance of two entries in the outbox.
const OVER_ALL = 2 ** -10;

/**
 * One step. A layer appears with its entry, and an entry that the outbox no longer lists keeps it until its
 * fate is known. It goes at once when the write is cancelled, or failed and no device keeps it. Applied, it
 * stays until each confirming read shows an answer that was asked after that: a run that came back live, or one that the
 * device kept. An earlier one may have been answered before the write took effect.
 */
export function nextLayers(layers: Layers, event: LayersEvent): Layers {
  const { stack, over } = layers;
  switch (event.type) {
    case 'listed': {
      const listed = new Set(event.entries.map(({ id }) => id));
      return event.entries
        .filter(({ id }) => !over.has(id))
        .reduce(put, { stack, over: new Set([...over].filter((id) => listed.has(id))) });
    }
    case 'added': {
      const seq = (stack.at(-1)?.entry.seq ?? 0) + OVER_ALL;
      return put(layers, { ...event.entry, seq });
    }
    case 'ended': {
      const { entry, fate, started, settledAt, answer } = event;
      if (over.has(entry.id)) return layers;
      if (fate === 'cancelled' || fate === 'failed') {
        const others = stack.filter((layer) => layer.entry.id !== entry.id);
        // The user may try a failed write again; its layer is then shown again.
        return { stack: others, over: fate === 'failed' ? over : new Set([...over, entry.id]) };
      }
      // When the outbox does not know the end, only the server does. The layer stays, as if applied, until the next
      // read.
      const known = 'seq' in entry ? put(layers, entry) : layers;
      const next = known.stack.map((layer) =>
        layer.entry.id === entry.id
          ? { appliedAfter: started, settledAt, answer, ...layer }
          : layer,
      );
      return confirmed({ stack: next, over });
    }
    case 'sent':
      return event.sent.reduce((before, { entry, answer, settledAt, after }) => {
        const held = before.stack.find((layer) => layer.entry.id === entry.id);
        // The outbox still has to tell the end of this one.
        if (held && !held.appliedAfter) return before;
        const laid = put(before, entry);
        const appliedAfter = { [event.read]: after, ...held?.appliedAfter };
        const next = laid.stack.map((layer) =>
          layer.entry === entry ? { answer, settledAt, ...layer, appliedAfter } : layer,
        );
        return { over, stack: next };
      }, layers);
    case 'read': {
      const next = stack.map((layer) => heard(layer, event));
      return next.every((layer, at) => layer === stack[at])
        ? layers
        : confirmed({ stack: next, over });
    }
  }
}

function put({ stack, over }: Layers, entry: EntryView): Layers {
  const held = stack.find((layer) => layer.entry.id === entry.id);
  if (held?.entry === entry) return { stack, over };
  const others = stack.filter((layer) => layer !== held);
  return {
    over,
    stack: [...others, { ...held, entry }].toSorted((a, b) => a.entry.seq - b.entry.seq),
  };
}

/** The layer after one more of its reads has confirmed it. */
function heard(
  layer: Layer,
  { read, live, at = -Infinity, since = at }: Extract<LayersEvent, { type: 'read' }>,
): Layer {
  const { settledAt = Infinity, appliedAfter = {} } = layer;
  const { [read]: started, ...others } = appliedAfter;
  // A run that started before the write took effect may still bring an answer without it.
  const isKept = settledAt < Math.min(at, since);
  const isIn = started !== undefined && (started < live || isKept);
  return isIn ? { ...layer, appliedAfter: others } : layer;
}

/** Without the layers that every read has confirmed. */
function confirmed({ stack, over }: Layers): Layers {
  const ended = stack.filter(
    ({ appliedAfter }) => appliedAfter && Object.keys(appliedAfter).length === 0,
  );
  return {
    stack: stack.filter((layer) => !ended.includes(layer)),
    over: new Set([...over, ...ended.map(({ entry }) => entry.id)]),
  };
}
