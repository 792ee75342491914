import { Failure } from '@holdfast/core';
import type { FailureKind } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { probed } from '../decisions/probe-state.ts';
import { mayChange, rewritten } from '../decisions/rewrite-state.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { entry as newEntry } from './outbox-stage.contract.ts';
import { defaultLimits } from './outbox-limits.ts';
import type { EntryStep } from './entry-step.ts';
import { asksUser, nextEntry, type EntryEvent } from './outbox-state.ts';

/** A request on its way. It outlives its sender: the request of a dead tab still reaches the server. */
interface Flight {
  readonly id: string;
  readonly key: string;
  readonly honoursKey: boolean;
  readonly content: unknown;
  readonly context: number;
  readonly epoch: number;
  readonly sentAt: number;
  arrived: boolean;
  event: EntryEvent | undefined;
}

type Answer = 'yes' | 'later' | 'conflict' | 'invalid' | 'broken after effect';
type Command =
  | {
      readonly do: 'add';
      readonly lane: string;
      readonly honoursKey: boolean;
      readonly undoMs: number;
    }
  | { readonly do: 'begin' | 'claim' | 'die'; readonly context: number }
  | { readonly do: 'arrive'; readonly pick: number; readonly answer: Answer }
  | { readonly do: 'hear' | 'lose'; readonly pick: number }
  | { readonly do: 'cancel' | 'retry'; readonly pick: number; readonly knowsRisk: boolean }
  | { readonly do: 'edit' | 'probe'; readonly pick: number }
  | { readonly do: 'pause' | 'resume'; readonly lane: string }
  | { readonly do: 'release' }
  | { readonly do: 'wait'; readonly ms: number };

const CONTEXTS = 3;
const DAYS_20 = 20 * 86_400_000;

/** One database, some contexts and one server, each step of which is atomic, in any order. */
class World {
  entries: StoredEntry[] = [];
  readonly added: string[] = [];
  readonly left = new Map<string, 'applied' | 'cancelled'>();
  readonly commits: string[] = [];
  /** Entries that the user discarded or retried although the outbox did not know how they had ended. */
  readonly risked = new Set<string>();
  readonly flights: Flight[] = [];
  /** When each key took effect. The server knows a key exactly as long as it promises. */
  private readonly seenKeys = new Map<string, number>();
  /** The content that the user gave last, and the one that took effect last. */
  readonly given = new Map<string, unknown>();
  readonly took = new Map<string, unknown>();
  readonly paused = new Set<string>();
  /** Sends of a paused lane, and of entries that their user could still take back. */
  readonly early: string[] = [];
  private readonly epochs: (number | undefined)[] = Array.from({ length: CONTEXTS });
  private epoch = 0;
  private now = 1_000_000;

  run(command: Command): void {
    switch (command.do) {
      case 'add': {
        const { lane, honoursKey, undoMs } = command;
        const seq = this.added.length + 1;
        const id = `e${seq}`;
        this.added.push(id);
        this.entries.push({
          ...recordOf(newEntry(id, { lane, honoursKey, undoMs }), this.now),
          seq,
        });
        return;
      }
      case 'begin':
        this.epochs[command.context] = this.epoch += 1;
        return;
      case 'die':
        this.epochs[command.context] = undefined;
        return;
      case 'claim':
        return this.claim(command.context);
      case 'arrive': {
        const flight = pick(
          this.flights.filter(({ arrived }) => !arrived),
          command.pick,
        );
        if (flight) this.arrive(flight, command.answer);
        return;
      }
      case 'lose': {
        // The answer is lost before or after the server has acted. The sender cannot tell which.
        const flight = pick(
          this.flights.filter(({ event }) => event?.type !== 'refused'),
          command.pick,
        );
        if (flight) flight.event = this.refusal(flight, catalogue.NETWORK_FAILED);
        return;
      }
      case 'hear': {
        const flight = pick(
          this.flights.filter(({ event }) => event !== undefined),
          command.pick,
        );
        if (!flight?.event) return;
        if (this.epochs[flight.context] === flight.epoch) this.apply(flight.id, flight.event);
        if (flight.arrived) this.flights.splice(this.flights.indexOf(flight), 1);
        else flight.event = undefined;
        return;
      }
      case 'cancel': {
        const entry = pick(this.entries, command.pick);
        if (!entry) return;
        const { knowsRisk } = command;
        if (knowsRisk && asksUser(entry.state)) this.risked.add(entry.id);
        this.apply(entry.id, { type: 'cancelled', knowsRisk });
        return;
      }
      case 'retry': {
        const entry = pick(this.entries, command.pick);
        if (!entry) return;
        const { knowsRisk } = command;
        const { state } = entry;
        if (knowsRisk && state.kind === 'blocked' && state.reason === 'uncertain')
          this.risked.add(entry.id);
        const freshKey = `${entry.key}'`;
        this.apply(entry.id, { type: 'retried', freshKey, now: this.now, knowsRisk });
        return;
      }
      case 'edit': {
        const entry = pick(this.entries, command.pick);
        if (!entry) return;
        // The user looks at the data before an edit of an entry that may have arrived.
        if (entry.doubtful && mayChange(entry)) this.risked.add(entry.id);
        const renewal = { freshKey: `${entry.key}+`, now: this.now };
        const step = rewritten(entry, { input: `${entry.key}+` }, renewal);
        if (step.kind === 'kept') this.given.set(entry.id, step.entry.input);
        this.take(entry, step);
        return;
      }
      case 'probe': {
        // Asks the server, when no send of the entry is on its way any more.
        const entry = pick(
          this.entries.filter(
            ({ state }) => state.kind === 'blocked' && state.reason === 'uncertain',
          ),
          command.pick,
        );
        if (!entry || this.flights.some(({ id }) => id === entry.id)) return;
        const found = this.commits.includes(entry.id) ? 'applied' : 'absent';
        this.take(entry, probed(entry, { kind: found }, this.now));
        return;
      }
      case 'pause':
        return void this.paused.add(command.lane);
      case 'resume':
        return void this.paused.delete(command.lane);
      case 'release':
        for (const { id } of this.entries) this.apply(id, { type: 'released' });
        return;
      case 'wait':
        this.now += command.ms;
    }
  }

  private claim(context: number): void {
    const epoch = this.epochs[context];
    if (epoch === undefined || epoch !== this.epoch) return;
    const lanes = new Set(this.entries.map(({ lane }) => lane));
    for (const lane of lanes) {
      const head = this.entries.find((entry) => entry.lane === lane);
      if (!head) continue;
      const isPaused = this.paused.has(lane);
      this.apply(head.id, { type: 'claimed', epoch, now: this.now, isPaused });
      const taken = this.entries.find(({ id }) => id === head.id);
      if (taken === head || taken?.state.kind !== 'sending') continue;
      const { id, key, honoursKey, undoMs = 0, createdAt, sends } = taken;
      const isHeld = sends === 1 && this.now < createdAt + undoMs;
      if (isPaused || isHeld) this.early.push(id);
      const flight = {
        id,
        key,
        honoursKey,
        context,
        epoch,
        content: taken.input,
        sentAt: this.now,
      };
      this.flights.push({ ...flight, arrived: false, event: undefined });
    }
  }

  private arrive(flight: Flight, answer: Answer): void {
    flight.arrived = true;
    const { id, key, honoursKey, sentAt, content } = flight;
    // No request stays under way as long as a server remembers keys.
    const ageMs = sentAt - (this.seenKeys.get(key) ?? -Infinity);
    const known = honoursKey && ageMs < defaultLimits.keyMs;
    if (!known && (answer === 'yes' || answer === 'broken after effect')) {
      this.commits.push(id);
      this.seenKeys.set(key, this.now);
      this.took.set(id, content);
    }
    // An answer that was lost stays lost.
    if (flight.event) return;
    if (known || answer === 'yes') {
      flight.event = { type: 'accepted', key, value: id, replayed: known };
    } else {
      flight.event = this.refusal(
        flight,
        {
          later: catalogue.RATE_LIMITED,
          conflict: catalogue.CONFLICT,
          invalid: catalogue.REQUEST_INVALID,
          'broken after effect': catalogue.SERVER_ERROR,
        }[answer],
      );
    }
  }

  private refusal({ epoch }: Flight, kind: FailureKind): EntryEvent {
    return { type: 'refused', epoch, failure: new Failure(kind), now: this.now, chance: 0.5 };
  }

  private apply(id: string, event: EntryEvent): void {
    const before = this.entries.find((entry) => entry.id === id);
    if (!before) return;
    this.take(before, nextEntry(before, event, defaultLimits));
  }

  private take(before: StoredEntry, step: EntryStep): void {
    const { id } = before;
    if (step.kind === 'unchanged') return;
    this.entries = this.entries.flatMap((entry) =>
      entry !== before ? [entry] : step.kind === 'kept' ? [step.entry] : [],
    );
    if (step.kind === 'left') this.left.set(id, step.settlement.kind);
  }
}

function pick<T>(from: readonly T[], index: number): T | undefined {
  return from[index % Math.max(1, from.length)];
}

const context = fc.nat({ max: CONTEXTS - 1 });
const choice = fc.nat({ max: 30 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    lane: fc.constantFrom('x', 'y'),
    honoursKey: fc.boolean(),
    undoMs: fc.constantFrom(0, 0, 5_000),
  }),
  fc.record({
    do: fc.constantFrom('pause' as const, 'resume' as const),
    lane: fc.constantFrom('x', 'y'),
  }),
  fc.record({
    do: fc.constantFrom('begin' as const, 'claim' as const, 'claim' as const, 'die' as const),
    context,
  }),
  fc.record({
    do: fc.constant('arrive' as const),
    pick: choice,
    answer: fc.constantFrom<Answer[]>(
      'yes',
      'yes',
      'later',
      'conflict',
      'invalid',
      'broken after effect',
    ),
  }),
  fc.record({
    do: fc.constantFrom(
      'hear' as const,
      'hear' as const,
      'lose' as const,
      'edit' as const,
      'probe' as const,
    ),
    pick: choice,
  }),
  fc.record({
    do: fc.constantFrom('cancel' as const, 'retry' as const),
    ...{ pick: choice, knowsRisk: fc.boolean() },
  }),
  fc.record({ do: fc.constantFrom('release' as const) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1000, 400_000, DAYS_20) }),
);

it('an outbox keeps its promises in any order of events', () => {
  let applied = 0;
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 120 }), (commands) => {
      const world = new World();
      for (const one of commands) world.run(one);
      // Then all tabs die, the network heals and one tab comes back.
      for (let index = 0; index < CONTEXTS; index += 1) world.run({ do: 'die', context: index });
      for (const lane of ['x', 'y']) world.run({ do: 'resume', lane });
      world.run({ do: 'begin', context: 0 });
      for (let round = 0; round < 3 * (world.added.length + 1); round += 1) {
        world.run({ do: 'wait', ms: 400_000 });
        world.run({ do: 'claim', context: 0 });
        for (let flights = world.flights.length; flights > 0; flights -= 1) {
          world.run({ do: 'arrive', pick: 0, answer: 'yes' });
          world.run({ do: 'hear', pick: 0 });
        }
      }

      const { entries, added, left, commits, risked } = world;
      expect(world.early, 'sent although its lane is paused, or its user may take it back').toEqual(
        [],
      );
      // No entry vanishes, and no entry is in two places.
      expect([...left.keys(), ...entries.map(({ id }) => id)].toSorted()).toEqual(added.toSorted());
      const broken = added.filter((id) => {
        const times = commits.filter((commit) => commit === id).length;
        applied += times;
        const end = left.get(id);
        if (end === 'applied' && times === 0) return true;
        return !risked.has(id) && times > (end === 'cancelled' ? 0 : 1);
      });
      expect(broken, 'took effect twice, or not at all, or after it was taken back').toEqual([]);
      const stale = [...world.given].filter(
        ([id, content]) =>
          left.get(id) === 'applied' && !risked.has(id) && world.took.get(id) !== content,
      );
      expect(stale, 'took effect with the content from before an edit').toEqual([]);
      // Each entry that is left stands behind an entry that waits for its user.
      for (const { lane } of entries) {
        const head = entries.find((entry) => entry.lane === lane);
        expect(['blocked', 'dead']).toContain(head?.state.kind);
      }
      // In each lane, effects come in order of addition.
      for (const lane of ['x', 'y']) {
        const seqs = [...new Set(commits)]
          .filter((id) => !risked.has(id) && laneOf(commands, id) === lane)
          .map((id) => Number(id.slice(1)));
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 2000 },
  );
  // A world in which nothing ever happens would keep every promise.
  expect(applied).toBeGreaterThan(1000);
});

function laneOf(commands: readonly Command[], id: string): string | undefined {
  const additions = commands.filter((one) => one.do === 'add');
  return additions[Number(id.slice(1)) - 1]?.lane;
}
