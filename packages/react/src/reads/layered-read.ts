import { createCell, type EntryView, type Holdfast, type OperationState } from '@holdfast/core';
import {
  followEntries,
  nextLayers,
  NO_LAYERS,
  onDemand,
  tell,
  type EntryEnd,
  type Layers,
  type LayersEvent,
} from '@holdfast/core/parts';
import type { ReadLayer } from './layer.ts';
import type { SharedRead } from './shared-reads.ts';

/** A layer whose types its maker has checked already. */
export interface OpaqueLayer extends Pick<ReadLayer<unknown, unknown>, 'write'> {
  readonly optimistic: (value: unknown, input: unknown, over: object) => unknown;
}

type Heard = Omit<LayersEvent & { type: 'read' }, 'type' | 'read'>;

/** The name of the only read that the layers here wait for. */
const read = 'read';

/** A shared read with the user's own writes over its value. */
export function layeredRead(
  { outbox, identity, platform }: Holdfast,
  shared: SharedRead<unknown>,
  declared: readonly OpaqueLayer[],
  input: unknown,
): SharedRead<unknown> {
  if (!outbox) return shared;
  const ownerNow = (): string | undefined => identity.getSnapshot()?.subject;
  const changes = createCell({});
  let owner = ownerNow();
  /** Without a listener only the layers of writes that took effect, because their ends are known. */
  let layers = NO_LAYERS;
  let isFollowed = false;
  let heard: Heard = { live: 0 };
  let value: unknown;

  const layerOf = ({ operation, version }: EntryView): OpaqueLayer | undefined =>
    declared.find(({ write }) => write.name === operation && write.version === version);
  const sinceNow = (): number => (shared.getSnapshot() as { since?: number }).since ?? -Infinity;
  /** The last run that may have been answered before a write took effect. */
  const lastBefore = (settledAt: number): number =>
    shared.runs().started - Number(sinceNow() >= settledAt);
  const send = (event: LayersEvent): void => {
    layers = nextLayers(layers, event);
    changes.set({});
  };
  const dropIfForeign = (): void => {
    if (owner === ownerNow()) return;
    owner = ownerNow();
    layers = NO_LAYERS;
    heard = { live: 0 };
    value = undefined;
  };
  const listed = (): LayersEvent => {
    const entries = outbox.entries.getSnapshot();
    return {
      type: 'listed',
      entries: entries.filter((entry) => entry.owner === owner && layerOf(entry)),
    };
  };
  const list = (): void => {
    dropIfForeign();
    send(listed());
  };

  /** Shows the writes that took effect from a time on, and may be missing in the present value. */
  const laySent = async (from: number): Promise<void> => {
    const before = owner;
    const found = (await outbox.sent?.(from).catch(() => [])) ?? [];
    const sent = found
      .filter(({ entry }) => layerOf(entry))
      .map(({ entry, settledAt }) => ({ entry, settledAt, after: lastBefore(settledAt) }));
    if (sent.length === 0 || before !== ownerNow() || !isFollowed) return;
    send({ type: 'sent', read, sent });
    // The server may have answered meanwhile.
    send({ type: 'read', read, ...heard });
  };
  const hear = (): void => {
    dropIfForeign();
    const state = shared.getSnapshot() as { kind: string; value?: unknown; at?: number };
    const isNew = state.value !== value;
    const at = isNew && state.kind !== 'live' ? state.at : undefined;
    value = state.value;
    heard = { live: shared.runs().live, at, since: sinceNow() };
    send({ type: 'read', read, ...heard });
    if (at !== undefined) void laySent(at);
  };
  /** Reads again, unless the read itself does because the write names it, perhaps a moment later than this. */
  const askAfter = async (run: number): Promise<void> => {
    await Promise.resolve();
    if (isFollowed && shared.runs().started <= run) await shared.refresh();
  };
  const ended = (entry: EntryView, { kind }: EntryEnd): void => {
    if (entry.owner !== ownerNow()) return;
    const settledAt = platform.now();
    const after = lastBefore(settledAt);
    send({ type: 'ended', entry, fate: kind, started: { [read]: after }, settledAt });
    if (kind !== 'cancelled' && kind !== 'failed') void askAfter(after);
  };

  const connect = (): (() => void) => {
    dropIfForeign();
    isFollowed = true;
    layers = nextLayers(layers, listed());
    // A live value that is read again looks like a kept one: its time is not the one when it was asked.
    const { value: present, at } = shared.getSnapshot() as { value?: unknown; at?: number };
    value = present;
    const leave = [
      followEntries(outbox, (entry) => layerOf(entry) !== undefined, ended),
      outbox.entries.subscribe(list),
      identity.subscribe(list),
      shared.subscribe(hear),
    ];
    hear();
    // No follower here saw what took effect since that value came.
    if (at !== undefined) void laySent(at);
    return () => {
      isFollowed = false;
      tell(leave);
      const { stack, over } = layers;
      layers = { stack: stack.filter(({ appliedAfter }) => appliedAfter), over };
    };
  };

  const unfollowed = memo(() => nextLayers(layers, listed()));
  const shownLayers = (): Layers =>
    isFollowed ? layers : unfollowed([layers, outbox.entries.getSnapshot()]);
  const view = memo((): OperationState => {
    const state = shared.getSnapshot();
    const { value: confirmed } = state;
    if (confirmed === undefined) return state;
    const shown = shownLayers().stack.reduce((before: unknown, { entry }) => {
      const over = layerOf(entry);
      try {
        return over ? over.optimistic(before, entry.input, { input, entry }) : before;
      } catch {
        return before;
      }
    }, confirmed);
    return Object.is(shown, confirmed) ? state : { ...state, value: shown };
  });
  return {
    ...shared,
    subscribe: onDemand(changes, connect).subscribe,
    getSnapshot() {
      dropIfForeign();
      return view([shared.getSnapshot(), shownLayers().stack]);
    },
  };
}

/** Makes a value anew only when something changed that it is made of. */
function memo<T>(make: () => T): (of: readonly unknown[]) => T {
  let last: { readonly of: readonly unknown[]; readonly made: T } | undefined;
  return (of) => {
    if (!last || of.some((part, index) => part !== last?.of[index])) last = { of, made: make() };
    return last.made;
  };
}
