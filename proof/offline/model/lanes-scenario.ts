import fc from 'fast-check';
import { checkHistory, type Violation } from '../history/check-history.ts';
import { factsOf } from '../history/entry-facts.ts';
import { longestLag } from '../history/longest-lag.ts';
import { trialsOf, type Trials } from '../history/trials.ts';
import { entryOf } from '../simulator/entry.ts';
import type { Fate } from '../simulator/fate.ts';
import { turn } from '../simulator/turn.ts';
import { createWorld, type OfflineCode } from '../simulator/world.ts';
import { runNext } from './play.ts';

/** Some lanes with servers that always fail, beside some with a good server. */
export interface LanesScenario {
  readonly bad: readonly Fate[];
  readonly healthy: number;
  /** The time in which a good server answers. */
  readonly ms: number;
  readonly isOneOrigin: boolean;
}

const badServer: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({ kind: fc.constant('reset' as const), ms: fc.constantFrom(0, 20, 400, 5_000) }),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.constantFrom(1_000, 8_000, 25_000) }),
  fc.constantFrom<Fate[]>({ kind: 'hangs' }, { kind: 'unavailable' }, { kind: 'captive' }),
);

export const lanesScenarios: fc.Arbitrary<LanesScenario> = fc.record({
  bad: fc.array(badServer, { minLength: 1, maxLength: 20 }),
  healthy: fc.integer({ min: 1, max: 6 }),
  ms: fc.integer({ min: 2, max: 300 }),
  isOneOrigin: fc.boolean(),
});

export interface LanesResult {
  readonly violations: readonly Violation[];
  readonly trials: Trials;
  /** How far behind a healthy lane was at most. */
  readonly lagMs: number;
}

const isBad = (lane: string): boolean => lane.startsWith('bad');
const ROUNDS = 6;
const ROUND_MS = 11_000;

/** Adds an entry to every bad lane, and then six times one to every healthy lane. */
export async function runLanes(
  code: OfflineCode,
  { bad, healthy, ms, isOneOrigin }: LanesScenario,
): Promise<LanesResult> {
  const world = createWorld({
    ...{ code, seed: 1, latencyMs: ({ lane }) => (isBad(lane) ? 1 : ms / 2) },
    fateOf: ({ lane }) =>
      (isBad(lane) ? bad[Number(lane.slice(4))] : undefined) ?? { kind: 'well' },
  });
  const { agenda } = world;
  const page = world.open('page');
  const add = (id: string, lane: string, at: number): void => {
    const origin = isOneOrigin ? 'one' : isBad(lane) ? lane : 'good';
    const entry = entryOf(id, lane, 'ann', `https://${origin}.example`);
    agenda.post(page.actor, 'call', id, () => world.add(page, entry), at);
  };
  for (const index of bad.keys()) add(`bad-${index}`, `bad-${index}`, 0);
  const lanes = Array.from({ length: healthy }, (_, lane) => `lane-${lane}`);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const lane of lanes) add(`${round}-${lane}`, lane, 1 + round * ROUND_MS);
  }
  const endsAt = (ROUNDS + 1) * ROUND_MS;
  await turn();
  for (let task = agenda.ready(); task && task.at <= endsAt; task = agenda.ready()) {
    await runNext(world);
  }
  // Its request arrives after half of the time.
  const healthyLanes = new Map(lanes.map((lane) => [lane, ms / 2]));
  const history = world.history(false, healthyLanes);
  const lag = longestLag(history, [...factsOf(history.events).values()]);
  world.close();
  return { violations: checkHistory(history), trials: trialsOf(history), lagMs: lag?.ms ?? 0 };
}
