import { drawFault, playScenario, type Scenario, type ScenarioStep } from '@holdfast/testing';
import { recordOf, type StoredEntry } from '../../packages/offline/src/outbox/entry-record.ts';
import { NO_EVIDENCE } from '../../packages/offline/src/outbox/lane-rest.ts';
import { defaultLimits } from '../../packages/offline/src/outbox/outbox-limits.ts';
import {
  dueOf,
  nextEntry,
  type EntryEvent,
} from '../../packages/offline/src/outbox/outbox-state.ts';
import { checkHistory } from '../offline/history/check-history.ts';
import type { History, HistoryEvent, Overlap } from '../offline/history/history.ts';
import { trialsOf } from '../offline/history/trials.ts';
import { entryOf } from '../offline/simulator/entry.ts';
import { createLightClock } from './light-clock.ts';
import type { Played } from './play-on-outbox.ts';
import { saidOf } from './said-of-fault.ts';
import { userOfSeed } from './user-of-seed.ts';

interface Tab {
  readonly name: string;
  isAlive: boolean;
  frozenUntil: number;
  /** Whether the page stands in line for the lock. */
  isWaiting: boolean;
  /** The number of its burst, 0 for none. */
  epoch: number;
  /** Its sends, by the ids of entries. */
  readonly flights: Set<string>;
}

const LANES = 'xy';
const LATENCY_MS = 5;
const LOOK_MS = 10_000;
const REOPEN_MS = 1_000;
const FREEZE_MS = 60_000;
const LONGEST_MS = 1_800_000;
const SHAPES = ['POST /x', 'POST /y'];

/**
 * Plays a scenario on a light page: an array in the place of the database, and one turn in the place of a transaction.
 * Each transition of an entry, each judgement of an answer and each wait is the real code of the outbox; the loop around
 * them is a model of a drain burst. The checker is the one of the whole form.
 */
export function playLight(scenario: Scenario): Played {
  const clock = createLightClock();
  const { now } = clock;
  const user = userOfSeed(scenario.seed);
  const events: HistoryEvent[] = [];
  const overlaps: Overlap[] = [];
  const done = new Map<string, 'applied'>();
  const keys = new Set<string>();
  const tabs: Tab[] = [];
  let stored: StoredEntry[] = [];
  let epoch = 0;
  let holder: Tab | undefined;
  let called = 0;
  let seq = 0;
  let decisions = 0;

  const isAwake = (tab: Tab): boolean => tab.isAlive && now() >= tab.frozenUntil;
  const open = (): void => {
    const tab: Tab = {
      ...{
        name: `page${tabs.length + 1}`,
        isAlive: true,
        frozenUntil: 0,
        isWaiting: false,
        epoch: 0,
      },
      flights: new Set(),
    };
    tabs.push(tab);
    clock.at(0, () => drain(tab));
  };
  const wakeAll = (): void => {
    for (const tab of tabs) if (tab.isAlive) clock.at(0, () => drain(tab));
  };
  /** One transition of the real code. */
  const change = (id: string, event: EntryEvent): StoredEntry | undefined => {
    const place = stored.findIndex((entry) => entry.id === id);
    const before = stored[place];
    if (!before) return undefined;
    const step = nextEntry(before, event, defaultLimits);
    if (step.kind === 'unchanged') return undefined;
    if (step.kind === 'kept') {
      stored = stored.with(place, step.entry);
      return step.entry;
    }
    stored = stored.toSpliced(place, 1);
    if (step.settlement.kind === 'applied') {
      done.set(id, 'applied');
      events.push({ at: now(), type: 'ended', id, context: 'page', end: 'applied' });
    }
    return undefined;
  };
  const release = (tab: Tab): void => {
    tab.epoch = 0;
    if (holder !== tab) return;
    holder = undefined;
    for (const other of tabs) if (other.isWaiting) clock.at(0, () => drain(other));
  };

  function drain(tab: Tab): void {
    tab.isWaiting = false;
    if (!tab.isAlive) return;
    if (!isAwake(tab)) return void clock.at(tab.frozenUntil - now(), () => drain(tab));
    if (tab.epoch === 0) {
      if (holder?.isAlive && holder !== tab) {
        tab.isWaiting = true;
        const silentSince = isAwake(holder) ? now() : holder.frozenUntil - FREEZE_MS;
        const waitMs = silentSince + defaultLimits.lockWithinMs - now();
        // A holder that stands still loses its turn after some time.
        if (waitMs > 0) {
          if (!isAwake(holder)) clock.at(waitMs, () => drain(tab));
          return;
        }
        tab.isWaiting = false;
      }
      holder = tab;
      tab.epoch = epoch += 1;
    }
    if (tab.epoch !== epoch) return release(tab);
    const lanes = new Set<string>();
    let dueAt = Infinity;
    for (const head of stored) {
      if (lanes.has(head.lane)) continue;
      lanes.add(head.lane);
      if (tab.flights.has(head.id)) continue;
      const event = { type: 'claimed', epoch: tab.epoch, now: now() } as const;
      const after = change(head.id, event);
      if (after?.state.kind === 'sending') send(tab, after);
      else dueAt = Math.min(dueAt, dueOf(after ?? head, NO_EVIDENCE, defaultLimits));
    }
    if (tab.flights.size > 0) return;
    release(tab);
    if (dueAt < Infinity) clock.at(Math.max(1, dueAt - now()), () => drain(tab));
  }

  function send(tab: Tab, { id, key, lane }: StoredEntry): void {
    for (const other of tabs) {
      if (other !== tab && isAwake(other) && other.flights.has(id)) {
        overlaps.push({ id, contexts: [other.name, tab.name] });
      }
    }
    tab.flights.add(id);
    const mine = tab.epoch;
    events.push({ at: now(), type: 'sent', id, key, user: 'ann' });
    const fault = play.next(SHAPES[LANES.indexOf(lane)] ?? '');
    const { arrives, failure } = saidOf(fault);
    const wayMs = LATENCY_MS + fault.delayMs;
    if (arrives) {
      clock.at(wayMs, () => {
        if (keys.has(key)) return;
        keys.add(key);
        events.push({ at: now(), type: 'applied', id, user: 'ann' });
      });
    }
    const hear = (): void => {
      if (!tab.isAlive) return;
      if (!isAwake(tab)) return void clock.at(tab.frozenUntil - now(), hear);
      tab.flights.delete(id);
      const chance = drawFault(scenario.seed, id, now());
      change(
        id,
        failure
          ? { type: 'refused', epoch: mine, failure, now: now(), chance }
          : { type: 'accepted', key, value: undefined, replayed: false },
      );
      drain(tab);
    };
    clock.at(2 * wayMs + fault.slowMs, hear);
  }

  const call = (): void => {
    const step = user.entries[called];
    if (!step) return;
    clock.at(step.pauseMs ?? 0, () => {
      const tab = tabs.find(isAwake);
      if (!tab) return void clock.at(REOPEN_MS, call);
      called += 1;
      const id = `e${called}`;
      const lane = LANES[step.lane] ?? 'x';
      events.push({ at: now(), type: 'called', id, owner: 'ann', lane, context: tab.name });
      if (play.nextWrite('disk')) {
        events.push({ at: now(), type: 'refused', id, code: 'STORAGE_QUOTA' });
      } else {
        stored = [...stored, { ...recordOf(entryOf(id, lane), now()), seq: (seq += 1) }];
        events.push({ at: now(), type: 'acknowledged', id });
        wakeAll();
      }
      call();
    });
  };
  const enter = (step: ScenarioStep | undefined, place: number): void => {
    if (!step?.tab) return;
    const alive = tabs.filter(({ isAlive }) => isAlive);
    const tab = alive[Math.floor(drawFault(scenario.seed, 'which tab', place + 1) * alive.length)];
    if (step.tab === 'second' || !tab) return open();
    if (step.tab === 'freeze') return void (tab.frozenUntil = now() + FREEZE_MS);
    tab.isAlive = false;
    tab.flights.clear();
    release(tab);
    clock.at(step.tab === 'reload' ? 0 : REOPEN_MS, open);
  };
  const look = (): void => {
    for (const { id, state } of stored) {
      if (state.kind !== 'dead' && state.kind !== 'blocked') continue;
      events.push({ at: now(), type: 'decided', id });
      change(id, {
        type: 'retried',
        freshKey: `${id}-${(decisions += 1)}`,
        now: now(),
        knowsRisk: true,
      });
    }
    wakeAll();
    clock.at(LOOK_MS, look);
  };

  open();
  const play = playScenario(scenario, {
    platform: { now, monotonic: now, schedule: clock.at },
    entered: enter,
  });
  call();
  clock.at(LOOK_MS, look);
  const isDone = (): boolean =>
    called === user.entries.length && stored.length === 0 && play.isOver();
  while (!isDone() && clock.next(LONGEST_MS));
  play.stop();
  const kept = new Map([
    ...done,
    ...stored.map(({ id, state }) => [id, state.kind === 'dead' ? 'dead' : 'pending'] as const),
  ]);
  const history: History = { events, kept, healthy: true, overlaps };
  return { violations: checkHistory(history), trials: trialsOf(history) };
}
