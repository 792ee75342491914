import type { EntryView } from '@holdfast/core';
import type { EntryEnd } from '@holdfast/core/parts';

/** One write shown over a value before the value itself tells of it. */
export interface Layer {
  readonly entry: EntryView;
  /** The last read that had been started when the write took effect; absent while it has not. */
  readonly appliedAfter?: number;
}

export interface Layers {
  /** In order of addition to the outbox. */
  readonly stack: readonly Layer[];
  /** Entries whose layer is over while the outbox may still list them for a moment. */
  readonly over: ReadonlySet<string>;
}

export type LayersEvent =
  /** What the outbox holds now of the entries that have a layer. */
  | { readonly type: 'listed'; readonly entries: readonly EntryView[] }
  /** An entry has left the outbox. `started` counts the reads started so far. */
  | {
      readonly type: 'ended';
      readonly entry: EntryView;
      readonly fate: EntryEnd['kind'];
      readonly started: number;
    }
  /** The newest read that came back live. */
  | { readonly type: 'read'; readonly live: number };

export const NO_LAYERS: Layers = Object.freeze({ stack: [], over: new Set<string>() });

/**
 * One step. A layer appears with its entry, and an entry that the outbox no longer lists keeps it until its
 * fate is known. It goes at once when the write is cancelled, or failed and no device keeps it. Applied, it
 * stays until a read that started after that has come back live: an earlier one may have been answered before
 * the write took effect.
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
    case 'ended': {
      const { entry, fate, started } = event;
      if (over.has(entry.id)) return layers;
      if (fate === 'cancelled' || fate === 'failed') {
        const others = stack.filter((layer) => layer.entry.id !== entry.id);
        // The user may try a failed write again; its layer is then shown again.
        return { stack: others, over: fate === 'failed' ? over : new Set([...over, entry.id]) };
      }
      // Where the outbox cannot tell, only the server can: kept, as if applied, until it is asked.
      const known = put(layers, entry);
      return {
        over,
        stack: known.stack.map((layer) =>
          layer.entry.id === entry.id ? { appliedAfter: started, ...layer } : layer,
        ),
      };
    }
    case 'read':
      return without(
        layers,
        ({ appliedAfter }) => appliedAfter !== undefined && appliedAfter < event.live,
      );
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

function without({ stack, over }: Layers, isOver: (layer: Layer) => boolean): Layers {
  const ended = stack.filter(isOver);
  if (ended.length === 0) return { stack, over };
  return {
    stack: stack.filter((layer) => !ended.includes(layer)),
    over: new Set([...over, ...ended.map(({ entry }) => entry.id)]),
  };
}
