/* oxlint-disable promise/always-return -- the history hears of the result */
import { createCell, isFailure, type Identity } from '@holdfast/core';
import { hasEnded, type Cell, type NewEntry, type Platform } from '@holdfast/core/parts';
import type {
  awaitDependencies,
  coalesceUnsent,
  createOutbox,
  editEntry,
  Outbox,
} from '@holdfast/offline';
import type { installReplay, Replay } from '@holdfast/offline/worker';
import { createVirtualPlatform } from '@holdfast/testing';
import type { History, HistoryEvent, Place, StaleView } from '../history/history.ts';
import { editedTo, sourceOf } from './entry.ts';
import { createAgenda, type Actor, type Agenda } from './agenda.ts';
import { losePower, type DatabaseData } from './database-data.ts';
import type { Fate } from './fate.ts';
import { forgottenSends } from './forgotten-sends.ts';
import { enterPlace, leavePlace, type Device } from './simulated-indexed-db.ts';
import { createSimulatedNetwork, type SentRequest } from './simulated-network.ts';
import { createSimulatedServer } from './simulated-server.ts';
import { createSimulatedTabs } from './simulated-tabs.ts';
import { createWorkerScope, type WorkerScope } from './worker-scope.ts';

/** The code under proof: the package as it is, or a copy that was broken on purpose. */
export interface OfflineCode {
  readonly createOutbox: typeof createOutbox;
  readonly coalesceUnsent: typeof coalesceUnsent;
  readonly awaitDependencies: typeof awaitDependencies;
  readonly installReplay: typeof installReplay;
  readonly editEntry: typeof editEntry;
}

export interface WorldOptions {
  readonly code: OfflineCode;
  readonly seed: number;
  readonly fateOf: (request: SentRequest) => Fate;
  /** @default 5 */
  readonly latencyMs?: (request: SentRequest) => number;
  /** Whether the browser has Web Locks. @default true */
  readonly hasLocks?: boolean;
  /** A context sends a request. */
  readonly sent?: (request: SentRequest, actor: Actor) => void;
  /** A context got the answer of its request, or gave it up. */
  readonly ended?: (request: SentRequest, actor: Actor) => void;
}

/** A page or a worker of the one origin. It lives in a seat, from which it can be replaced by another. */
export interface Context {
  readonly kind: 'page' | 'worker';
  readonly actor: Actor;
  readonly outbox: Outbox | undefined;
  readonly scope: WorkerScope | undefined;
  readonly identity: Cell<Identity | null>;
}

export interface World {
  readonly agenda: Agenda;
  readonly device: Device;
  readonly events: HistoryEvent[];
  /** The living contexts. */
  contexts(): readonly Context[];
  open(kind: Context['kind'], user?: string | null): Context;
  /** The context ends at once; requests that have left it go on. */
  kill(context: Context): void;
  /** All contexts end, and at most this many unflushed commits are lost. */
  cutPower(most?: number): void;
  /** Another user is signed in from now on; each page learns it by itself. */
  signIn(user: string | null): void;
  jumpWallClock(ms: number): void;
  /** Contexts that are opened from now on run this code. */
  deploy(code: OfflineCode): void;
  /** The user pauses a lane, or all lanes. */
  pause(context: Context, lane: string | undefined): void;
  /** The user goes on with all lanes. */
  resume(context: Context): void;
  add(context: Context, entry: NewEntry): void;
  cancel(context: Context, id: string): void;
  /** The user gives an entry another text. */
  edit(context: Context, id: string): void;
  /** The user sends everything again that waits for a decision, and in the end gives it up. */
  decideAll(context: Context): void;
  /** The entries on the disk. */
  stored(): readonly { readonly id: string; readonly owner: string; readonly kind: string }[];
  /** The user who is signed in. */
  user(): string | null;
  onTheirWay(): number;
  /** The contexts that stand in line for each lock. */
  locks(): string;
  history(healthy: boolean, healthyLanes?: History['healthyLanes']): History;
  /** The entries that living tabs show in another state than the disk holds. */
  stale(): readonly StaleView[];
  close(): void;
}

type Settlement = { readonly kind: Place } | { readonly kind: 'merged'; readonly into: string };

let worlds = 0;
const wall = Date.UTC(2026, 0, 1);
// A server that refused a key for ever repeats its refusal.
const MOST_RETRIES = 3;

export function createWorld({
  code,
  seed,
  fateOf,
  latencyMs,
  hasLocks = true,
  sent,
  ended,
}: WorldOptions): World {
  const name = `world${(worlds += 1)}`;
  const agenda = createAgenda();
  const device: Device = { databases: new Map(), agenda, isFull: false };
  const tabs = createSimulatedTabs(agenda);
  const events: HistoryEvent[] = [];
  const contexts: Context[] = [];
  const retried = new Map<string, number>();
  /** The pages that end pauses now. A page may have ended some of them already. */
  const resuming = new Map<symbol, Actor>();
  const isResuming = (): boolean => [...resuming.values()].some((actor) => !agenda.isDead(actor));
  const platforms = new Map<Actor, Platform>();
  let edits = 0;
  let born = 0;
  let wallOffset = wall;
  let user: string | null = 'ann';
  let latest = code;

  type Said = HistoryEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never;
  const say = (event: Said): void => void events.push({ ...event, at: agenda.now() });

  const server = createSimulatedServer((id, by, isWhole, isJoint, text) => {
    const more = {
      ...(!isWhole && { isSpoilt: true }),
      ...(isJoint && { isJoint }),
      ...(text && { text }),
    };
    say({ type: 'applied', id, user: by, ...more });
  });
  const identities = new Map<Actor, Cell<Identity | null>>();
  const network = createSimulatedNetwork({
    ...{ agenda, fateOf, user: () => user },
    handle: server.handle,
    latencyMs: latencyMs ?? (() => 5),
    ended,
    sent(request, actor) {
      const { id, key, owner } = request;
      sent?.(request, actor);
      const known = identities.get(actor);
      // A worker only knows the user that a page told it, so the server has to refuse.
      const by = known ? (known.getSnapshot()?.subject ?? null) : owner;
      say({ type: 'sent', id, key, user: by });
    },
  });

  const platformOf = (actor: Actor): Platform => {
    const bornAt = agenda.now();
    const { random, randomBytes } = createVirtualPlatform({ seed: seed * 100 + born });
    return {
      now: () => wallOffset + agenda.now(),
      // Every context has a clock of its own, which began with it.
      monotonic: () => agenda.now() - bornAt,
      ...{ random, randomBytes },
      schedule: (delayMs, task) => agenda.post(actor, 'timer', '', task, delayMs),
    };
  };

  const watch = (actor: Actor, outbox: Outbox): void => {
    const shown = new Map<string, string>();
    const followed = new Set<string>();
    outbox.entries.subscribe(() => {
      if (agenda.isDead(actor)) return;
      for (const { id, state } of outbox.entries.getSnapshot()) {
        if (shown.get(id) === state.kind) continue;
        shown.set(id, state.kind);
        if (state.kind === 'dead') say({ type: 'ended', id, context: actor, end: 'dead' });
        else say({ type: 'shown', id, context: actor, state: state.kind });
        if (followed.has(id)) continue;
        followed.add(id);
        const end = outbox.follow(id);
        const leave = end.subscribe(() => {
          const now = end.getSnapshot();
          if (agenda.isDead(actor) || !hasEnded(now)) return;
          leave();
          if (now.kind !== 'applied' && now.kind !== 'cancelled') return;
          say({ type: 'ended', id, context: actor, end: now.kind });
        });
      }
    });
  };

  const open = (kind: Context['kind'], signedIn: string | null = user): Context => {
    const actor = `${kind}${(born += 1)}`;
    const place = `${name}-${actor}`;
    enterPlace(place, device, actor);
    const identity = createCell<Identity | null>(signedIn === null ? null : { subject: signedIn });
    const noLocks = { hold: () => Promise.reject(new DOMException('none', 'SecurityError')) };
    const ports = {
      name: `${place}|outbox`,
      platform: platformOf(actor),
      locks: hasLocks ? tabs.locksOf(actor) : noLocks,
      channel: tabs.channelOf(actor),
      transport: network.transportOf(actor),
    };
    platforms.set(actor, ports.platform);
    if (kind === 'worker') {
      const scope = createWorkerScope();
      const replay: Replay = latest.installReplay({
        ...{ ...ports, scope: scope.port },
        dependencies: latest.awaitDependencies(),
      });
      void replay;
      const context: Context = { kind, actor, scope, identity, outbox: undefined };
      contexts.push(context);
      return context;
    }
    identities.set(actor, identity);
    // The page finds the worker that lives at that moment.
    const wake = (type: 'sync' | 'message'): void => {
      const worker = contexts.find((context) => context.kind === 'worker');
      if (worker) agenda.post(worker.actor, 'message', type, () => worker.scope?.dispatch(type));
    };
    const outbox = latest.createOutbox({
      coalescing: latest.coalesceUnsent(),
      dependencies: latest.awaitDependencies(),
      ...ports,
      identity,
      background: { requestSync: () => wake('sync'), wakeWorker: () => wake('message') },
    });
    watch(actor, outbox);
    const context: Context = { kind, actor, outbox, identity, scope: undefined };
    contexts.push(context);
    return context;
  };

  const kill = (context: Context): void => {
    const at = contexts.indexOf(context);
    if (at < 0) return;
    contexts.splice(at, 1);
    leavePlace(`${name}-${context.actor}`);
    agenda.kill(context.actor);
    tabs.kill(context.actor);
  };

  const records = (store: string): readonly unknown[] => {
    const data: DatabaseData | undefined = device.databases.get('outbox');
    return (data?.stores.get(store)?.records ?? []).map(({ value }) => value);
  };
  const stored: World['stored'] = () =>
    records('entries').map((value) => {
      const { id, owner, state } = value as Record<'id' | 'owner', string> & {
        readonly state: { readonly kind: string };
      };
      return { id, owner, kind: state.kind };
    });

  const takenInBy = (id: string): readonly string[] =>
    records('ledger').flatMap((value) => {
      const { id: taken, settlement } = value as { id: string; settlement: Settlement };
      return settlement.kind === 'merged' && settlement.into === id ? [taken] : [];
    });

  const world: World = {
    ...{ agenda, device, events, open, kill, stored },
    contexts: () => [...contexts],
    onTheirWay: network.onTheirWay,
    locks: tabs.lines,
    user: () => user,
    cutPower(most) {
      for (const context of [...contexts]) kill(context);
      for (const data of device.databases.values()) losePower(data, most);
      const forgotten = [...forgottenSends(events, records('entries'))].flatMap((id) => [
        ...[id, ...takenInBy(id)],
      ]);
      say({ type: 'power lost', forgotten });
    },
    signIn(next) {
      user = next;
      for (const { actor, identity } of contexts) {
        agenda.post(actor, 'message', 'signed in', () =>
          identity.set(next === null ? null : { subject: next }),
        );
      }
    },
    jumpWallClock(ms) {
      wallOffset += ms;
      say({ type: 'clock set', ms });
    },
    deploy(next) {
      latest = next;
    },
    pause({ outbox, actor, identity }, lane) {
      const owner = identity.getSnapshot()?.subject ?? '';
      outbox?.pause(lane).then(
        () => {
          // Another page may have gone on already.
          const isPaused = records('lanes').some(
            (row) => (row as { readonly lane: string }).lane === (lane ?? ''),
          );
          if (agenda.isDead(actor) || !isPaused || isResuming()) return;
          // Those that are on their way, or that a context has claimed in memory.
          const onTheirWay = events.flatMap((event) => (event.type === 'sent' ? [event.id] : []));
          const claimed = stored().filter(({ kind }) => kind === 'sending');
          // A context that had no room holds this lock until it has written all its claims.
          const isInMemory = device.isFull || tabs.isHeld('outbox:unwritten');
          const all = [...claimed.map(({ id }) => id), ...(isInMemory ? onTheirWay : [])];
          say({ type: 'paused', owner, lane, claimed: all });
        },
        () => {},
      );
    },
    resume({ outbox, actor, identity }) {
      const owner = identity.getSnapshot()?.subject;
      if (!outbox || owner === undefined) return;
      say({ type: 'resumed', owner });
      const resume = Symbol('resume');
      resuming.set(resume, actor);
      const goOn = async (): Promise<void> => {
        for (const lane of await outbox.paused()) await outbox.resume(lane);
        // A pause that came between is over as well.
        if (!agenda.isDead(actor)) say({ type: 'resumed', owner });
      };
      goOn()
        .catch(() => {})
        .finally(() => resuming.delete(resume));
    },
    add({ outbox, actor }, entry) {
      const { id, owner, lane, undoMs, maxAgeMs, after } = entry;
      say({
        ...{ type: 'called', id, owner, lane, context: actor },
        ...(undoMs && { undoMs }),
        ...(maxAgeMs && { maxAgeMs }),
        ...(after && { after }),
      });
      outbox?.add(entry, undefined, sourceOf(entry)).then(
        () => {
          if (agenda.isDead(actor)) return;
          say({ type: 'acknowledged', id });
        },
        (error: unknown) => {
          if (agenda.isDead(actor)) return;
          say({ type: 'refused', id, code: isFailure(error) ? error.code : 'none' });
        },
      );
    },
    cancel({ outbox, actor }, id) {
      const state = outbox?.entries.getSnapshot().find((view) => view.id === id)?.state;
      // The user gives up at their own risk what asks for a decision. A paused entry asks for none.
      const doubtful =
        state?.kind === 'dead' || (state?.kind === 'blocked' && state.reason !== 'paused');
      say({ type: 'decided', id, cancels: true });
      outbox?.cancel(id).then(
        (result) => {
          if (agenda.isDead(actor)) return;
          if (result !== 'cancelled') return say({ type: 'too late', id });
          for (const one of [id, ...takenInBy(id)]) {
            say(
              doubtful ? { type: 'cancelled', id: one, doubtful } : { type: 'cancelled', id: one },
            );
          }
        },
        () => {
          if (!agenda.isDead(actor)) say({ type: 'too late', id });
        },
      );
    },
    edit({ outbox, actor }, id) {
      const called = events.find((event) => event.type === 'called' && event.id === id);
      const platform = platforms.get(actor);
      if (!outbox || !platform || called?.type !== 'called') return;
      const text = `edit ${(edits += 1)}`;
      say({ type: 'edits', id, text });
      latest
        .editEntry(outbox, id, editedTo(called.lane, called.after), { id, text }, { platform })
        .then(
          (result) => {
            if (!agenda.isDead(actor))
              say({ type: 'edited', id, text, isDone: result === 'edited' });
          },
          () => {},
        );
    },
    decideAll(context) {
      const stuck = (context.outbox?.entries.getSnapshot() ?? []).filter(
        ({ state }) =>
          state.kind === 'dead' || (state.kind === 'blocked' && state.reason !== 'paused'),
      );
      // The entries that wait for another entry go on with it.
      const causes = stuck.filter(
        ({ state }) => !(state.kind === 'blocked' && state.reason === 'dependency'),
      );
      for (const { id } of causes.length > 0 ? causes : stuck) {
        const times = retried.get(id) ?? 0;
        retried.set(id, times + 1);
        if (times >= MOST_RETRIES) {
          world.cancel(context, id);
          continue;
        }
        say({ type: 'decided', id });
        context.outbox?.retry(id).catch(() => {});
      }
    },
    history(healthy, healthyLanes) {
      const kept = new Map<string, Place>();
      for (const value of records('ledger')) {
        const { id, settlement } = value as { id: string; settlement: Settlement };
        if (settlement.kind !== 'merged') kept.set(id, settlement.kind);
      }
      for (const { id, kind } of stored()) kept.set(id, kind === 'dead' ? 'dead' : 'pending');
      // An entry that another one took in is where that one is.
      for (const id of [...kept.keys()]) {
        for (const taken of takenInBy(id)) kept.set(taken, kept.get(id)!);
      }
      return { events, kept, healthy, ...(healthyLanes && { healthyLanes }) };
    },
    stale() {
      const there = new Map(stored().map(({ id, kind }) => [id, kind]));
      // A page that says that its storage is in trouble does not claim to show the truth.
      const sound = contexts.filter(({ outbox }) => outbox?.storage.getSnapshot() === 'ok');
      return sound.flatMap(({ actor, outbox }) =>
        (outbox?.entries.getSnapshot() ?? []).flatMap(({ id, state, kept }) =>
          kept === false || state.kind === there.get(id)
            ? []
            : [{ id, context: actor, what: state.kind }],
        ),
      );
    },
    close() {
      for (const context of [...contexts]) kill(context);
    },
  };
  return world;
}
