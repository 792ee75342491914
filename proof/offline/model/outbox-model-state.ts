import { Failure } from '@holdfast/core';
import { CAPTIVE_PORTAL, NETWORK_FAILED, SERVER_ERROR, UNAVAILABLE } from '@holdfast/core/failures';
import { recordOf, type StoredEntry } from '../../../packages/offline/src/outbox/entry-record.ts';
import { defaultLimits } from '../../../packages/offline/src/outbox/outbox-limits.ts';
import { nextEntry, type EntryEvent } from '../../../packages/offline/src/outbox/outbox-state.ts';
import { entryOf } from '../simulator/entry.ts';
import type { Program } from './programs.ts';

/** A drain burst of one context, between its transactions. */
export interface BurstModel {
  readonly epoch: number;
  readonly hasLock: boolean;
  /** Claimed and not sent yet. */
  readonly claimed: readonly number[];
  readonly flights: readonly number[];
  readonly answers: readonly { readonly entry: number; readonly said: Said }[];
}

export interface ContextModel {
  readonly isAlive: boolean;
  /** Something woke it, and it has not begun a burst since. */
  readonly isAwake: boolean;
  readonly burst: BurstModel | undefined;
}

/** The answers that a sender can get. */
type Said = 'yes' | 'nothing' | 'later' | 'broken' | 'captive';

/** A request, on its way out or back. */
export interface RequestModel {
  readonly entry: number;
  readonly context: number;
  readonly epoch: number;
  readonly way: 'out' | 'back';
  /** What its sender will hear, or `undefined` when that is decided or too late. */
  readonly said: Said | undefined;
}

/** One state of the whole model: two contexts, one database, one server, and the actions so far. */
export interface OutboxModel {
  readonly calls: number;
  readonly stored: readonly StoredEntry[];
  /** The content that a power cut would leave. */
  readonly flushed: readonly StoredEntry[];
  readonly epoch: number;
  readonly contexts: readonly ContextModel[];
  readonly requests: readonly RequestModel[];
  /** The effects, in their order. */
  readonly applied: readonly number[];
  readonly crashes: number;
  readonly faults: number;
  readonly preemptions: number;
  /** The actor that took the last step: a context, the network, or the users. */
  readonly last: string;
}

export interface ModelStep {
  readonly actor: string;
  readonly state: OutboxModel;
}

const DEAD: ContextModel = { isAlive: false, isAwake: false, burst: undefined };
const FRESH: ContextModel = { isAlive: true, isAwake: true, burst: undefined };
const LATER = 2_000_000_000;
const FAILURES = {
  nothing: new Failure(NETWORK_FAILED),
  later: new Failure(UNAVAILABLE, { status: 503, effect: 'none' }),
  broken: new Failure(SERVER_ERROR, { status: 500, effect: 'unknown' }),
  captive: new Failure(CAPTIVE_PORTAL, { status: 200, effect: 'unknown' }),
};

export function beginModel(crashes: number, faults: number, preemptions: number): OutboxModel {
  return {
    ...{ calls: 0, stored: [], flushed: [], epoch: 0, contexts: [FRESH, FRESH] },
    ...{ requests: [], applied: [], crashes, faults, preemptions, last: 'users' },
  };
}

/**
 * Every state that can come next. An actor goes on until it has nothing to do; to let another one go first costs a
 * preemption. Crashes come at any time.
 */
export function nextModels(state: OutboxModel, program: Program): readonly OutboxModel[] {
  const steps = stepsOf(state, program);
  const isBusy = steps.some(({ actor }) => actor === state.last);
  const next = steps.flatMap(({ actor, state: after }) => {
    const cost = isBusy && actor !== state.last ? 1 : 0;
    const preemptions = state.preemptions - cost;
    return preemptions < 0 ? [] : [{ ...after, preemptions, last: actor }];
  });
  return [...next, ...crashesOf(state)];
}

function stepsOf(state: OutboxModel, program: Program): readonly ModelStep[] {
  const { contexts, requests, stored } = state;
  const next: ModelStep[] = [];
  const step = program.entries[state.calls];
  const isPage = (seat: number): boolean => program.contexts[seat] === 'page';
  const pages = contexts.flatMap(({ isAlive }, seat) => (isAlive && isPage(seat) ? [seat] : []));
  if (step && pages.length > 0) next.push({ actor: 'users', state: call(state, step.lane) });
  if (pages.length === 0) {
    const reopened = contexts.map((one) => (one.isAlive ? one : FRESH));
    next.push({ actor: 'users', state: { ...state, contexts: reopened } });
  }
  const isLocked = contexts.some(({ burst }) => burst?.hasLock);
  for (const [seat, { isAlive, isAwake, burst }] of contexts.entries()) {
    const after = !isAlive
      ? []
      : burst
        ? burst.claimed.length > 0
          ? send(state, seat, burst)
          : settle(state, seat, burst)
        : isAwake && !isLocked
          ? [begin(state, seat, true)]
          : [];
    next.push(...after.map((one) => ({ actor: `context ${seat}`, state: one })));
  }
  // Each request is an actor of its own, so that any of them may be late.
  for (const [index, request] of requests.entries()) {
    const after = move(state, index, request);
    next.push(...after.map((one) => ({ actor: index === 0 ? 'network' : 'late', state: one })));
  }
  // A user decides about an entry that waits for it.
  for (const {
    id,
    state: { kind },
  } of stored) {
    if ((kind === 'blocked' || kind === 'dead') && pages.length > 0) {
      const event = { type: 'retried', knowsRisk: true, freshKey: `${id}'`, now: LATER } as const;
      next.push({ actor: 'users', state: awake(change(state, numberOf(id), event)) });
    }
  }
  return next;
}

function crashesOf(state: OutboxModel): readonly OutboxModel[] {
  const { contexts, crashes } = state;
  if (crashes === 0) return [];
  const left = { ...state, crashes: crashes - 1 };
  const none = { ...left, contexts: contexts.map(() => DEAD) };
  const isLocked = contexts.some(({ burst }) => burst?.hasLock);
  return [
    none,
    { ...none, stored: state.flushed },
    ...contexts.flatMap(({ isAlive, burst }, seat) => [
      ...(isAlive ? [awake({ ...left, contexts: contexts.with(seat, DEAD) })] : []),
      // The holder of the lock stands still, for so long that this one goes on without the lock.
      ...(isAlive && !burst && isLocked ? [begin(left, seat, false)] : []),
    ]),
  ];
}

/** Whether nothing that was added is left to do. */
export function isModelDone({ calls, stored, requests }: OutboxModel, program: Program): boolean {
  return calls === program.entries.length && stored.length === 0 && requests.length === 0;
}

/** Without the parts that can no longer change anything: states that differ only in them are one. */
export function settledModel(state: OutboxModel): OutboxModel {
  const { contexts, applied, stored, crashes } = state;
  // Only a crash looks at the flushed content.
  const flushed = crashes > 0 ? state.flushed : [];
  const requests = state.requests.flatMap((request) => {
    const isHeard = contexts[request.context]?.burst?.epoch === request.epoch;
    const said = isHeard ? request.said : undefined;
    const isOver = request.way === 'back' || applied.includes(request.entry);
    return said === undefined && isOver ? [] : [{ ...request, said }];
  });
  const named = new Set([
    ...[...stored, ...flushed].map(({ id }) => numberOf(id)),
    ...requests.map(({ entry }) => entry),
    ...contexts.flatMap(({ burst }) => [
      ...(burst?.claimed ?? []),
      ...(burst?.answers.map(({ entry }) => entry) ?? []),
    ]),
  ]);
  // The order of effects is checked when they happen. Afterwards the server only knows the keys.
  const known = applied.filter((entry) => named.has(entry)).toSorted((a, b) => a - b);
  return { ...state, flushed, requests, applied: known };
}

function call(state: OutboxModel, lane: number): OutboxModel {
  const entry = entryOf(`e${state.calls}`, 'xy'[lane] ?? 'x');
  const stored = [...state.stored, { ...recordOf(entry, 0), seq: state.calls + 1 }];
  // An addition is flushed, and all commits before it with it.
  return awake({ ...state, calls: state.calls + 1, stored, flushed: stored });
}

function begin(state: OutboxModel, seat: number, hasLock: boolean): OutboxModel {
  const epoch = state.epoch + 1;
  const burst = { epoch, hasLock, claimed: [], flights: [], answers: [] };
  const contexts = state.contexts.with(seat, { isAlive: true, isAwake: false, burst });
  return { ...state, epoch, contexts };
}

/** One transaction of a burst: it settles its answers and claims the heads of lanes. Without either, it ends. */
function settle(state: OutboxModel, seat: number, burst: BurstModel): readonly OutboxModel[] {
  let now = state;
  for (const { entry, said } of burst.answers)
    now = change(now, entry, eventOf(said, burst, now, entry));
  const claimed: number[] = [];
  if (burst.epoch === state.epoch) {
    const heads = new Map<string, StoredEntry>();
    for (const one of now.stored) if (!heads.has(one.lane)) heads.set(one.lane, one);
    for (const { id } of heads.values()) {
      const event = { type: 'claimed', epoch: burst.epoch, now: LATER } as const;
      const after = change(now, numberOf(id), event);
      const mine = after.stored.find((one) => one.id === id);
      if (after !== now && mine?.state.kind === 'sending') claimed.push(numberOf(id));
      now = after;
    }
  }
  const isOver = claimed.length === 0 && burst.answers.length === 0;
  if (isOver && burst.flights.length > 0) return [];
  const context = state.contexts[seat] ?? DEAD;
  const after: ContextModel = isOver
    ? { ...context, burst: undefined }
    : { ...context, burst: { ...burst, answers: [], claimed } };
  return [{ ...now, contexts: now.contexts.with(seat, after) }];
}

/** The first claimed entry leaves the device, with one of the fates. */
function send(state: OutboxModel, seat: number, burst: BurstModel): readonly OutboxModel[] {
  const [entry, ...claimed] = burst.claimed;
  if (entry === undefined) return [];
  const context = state.contexts[seat] ?? DEAD;
  const sent = { ...burst, claimed, flights: [...burst.flights, entry] };
  const contexts = state.contexts.with(seat, { ...context, burst: sent });
  const make = (way: 'out' | 'back', said: Said | undefined): RequestModel => ({
    ...{ entry, context: seat, epoch: burst.epoch, way, said },
  });
  const fate = (...made: readonly RequestModel[]): OutboxModel => ({
    ...{ ...state, contexts, requests: [...state.requests, ...made] },
  });
  const well = fate(make('out', 'yes'));
  if (state.faults === 0) return [well];
  const bad = [
    fate(make('back', 'nothing')),
    fate(make('out', 'nothing')),
    fate(make('out', 'yes'), make('out', undefined)),
    // The sender gives up, and the request arrives at any later time.
    fate(make('back', 'nothing'), make('out', undefined)),
    fate(make('back', 'later')),
    fate(make('out', 'broken')),
    fate(make('back', 'captive')),
  ];
  return [well, ...bad.map((one) => ({ ...one, faults: state.faults - 1 }))];
}

/** A request arrives at the server, or its answer at its sender. */
function move(state: OutboxModel, index: number, request: RequestModel): readonly OutboxModel[] {
  const { entry, context, epoch, way, said } = request;
  const requests = state.requests.toSpliced(index, 1);
  if (way === 'out') {
    // The server knows the key of an effect that it has taken.
    const applied = state.applied.includes(entry) ? state.applied : [...state.applied, entry];
    const back = said === undefined ? [] : [{ ...request, way: 'back' as const }];
    return [{ ...state, applied, requests: [...requests, ...back] }];
  }
  const sender = state.contexts[context];
  const burst = sender?.burst;
  if (burst?.epoch !== epoch || said === undefined) return [{ ...state, requests }];
  const heard = {
    ...burst,
    flights: burst.flights.filter((one) => one !== entry),
    answers: [...burst.answers, { entry, said }],
  };
  const contexts = state.contexts.with(context, { ...(sender ?? DEAD), burst: heard });
  return [{ ...state, requests, contexts }];
}

function eventOf(said: Said, { epoch }: BurstModel, state: OutboxModel, entry: number): EntryEvent {
  if (said === 'yes') {
    const key = state.stored.find(({ id }) => numberOf(id) === entry)?.key ?? '';
    return { type: 'accepted', key, value: undefined, replayed: false };
  }
  return { type: 'refused', epoch, failure: FAILURES[said], now: 0, chance: 0.5 };
}

/** One transition of the real code, inside a transaction. */
function change(state: OutboxModel, entry: number, event: EntryEvent): OutboxModel {
  const at = state.stored.findIndex(({ id }) => numberOf(id) === entry);
  const before = state.stored[at];
  if (!before) return state;
  const step = nextEntry(before, event, defaultLimits);
  if (step.kind === 'unchanged') return state;
  const stored = state.stored.toSpliced(at, 1, ...(step.kind === 'kept' ? [step.entry] : []));
  return awake({ ...state, stored });
}

/** The contexts get a message about a change. */
function awake(state: OutboxModel): OutboxModel {
  const contexts = state.contexts.map((one) => (one.isAlive ? { ...one, isAwake: true } : one));
  return { ...state, contexts };
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}
