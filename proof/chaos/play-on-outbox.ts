import {
  drawFault,
  playScenario,
  type RequestFault,
  type Scenario,
  requestShape,
  type ScenarioStep,
} from '@holdfast/testing';
import { checkHistory, type Violation } from '../offline/history/check-history.ts';
import { trialsOf, type Trials } from '../offline/history/trials.ts';
import { createPlay, runNext } from '../offline/model/play.ts';
import type { Program } from '../offline/model/programs.ts';
import { WORLD } from '../offline/simulator/agenda.ts';
import { turn } from '../offline/simulator/turn.ts';
import { createWorld, type Context, type OfflineCode } from '../offline/simulator/world.ts';
import { agendaPlatform } from './agenda-platform.ts';
import { fateOfFault } from './fate-of-fault.ts';
import { hasLocksOfSeed, userOfSeed } from './user-of-seed.ts';
import { watchOverlaps } from './watch-overlaps.ts';

export interface Played {
  readonly violations: readonly Violation[];
  readonly trials: Trials;
}

const LATENCY_MS = 5;
const FIRST_LOOK_MS = 2_000;
const LOOK_MS = 10_000;
// The last news between tabs comes after the last entry has left.
const NEWS_MS = 100;
const LONGEST_MS = 1_800_000;

/**
 * Plays a scenario on a simulated device with the real outbox, until the outbox is empty, or half an hour has
 * passed without faults. The checker of the offline proof judges the history.
 */
export async function playOnOutbox(
  code: OfflineCode,
  scenario: Scenario,
  program: Program = userOfSeed(scenario.seed),
): Promise<Played> {
  const faults = new Map<number, RequestFault>();
  const overlaps = watchOverlaps();
  const world = createWorld({
    ...{ code, seed: scenario.seed, hasLocks: hasLocksOfSeed(scenario.seed) },
    ...{ sent: overlaps.sent, ended: overlaps.ended },
    latencyMs({ number, lane }) {
      const fault = play.next(requestShape('POST', `/${lane}`));
      faults.set(number, fault);
      return LATENCY_MS + fault.delayMs;
    },
    fateOf: ({ number }) => fateOfFault(faults.get(number)!),
  });
  const { agenda, device } = world;
  const user = createPlay(world, program);
  const absent = ({ actor }: Context): void => overlaps.absent(actor);

  const enter = (step: ScenarioStep | undefined, place: number): void => {
    if (step?.clock) world.jumpWallClock(step.clock.jumpMs);
    if (!step?.tab) return;
    if (step.tab === 'second') return void world.open('page');
    const tabs = world.contexts();
    const tab = tabs[Math.floor(drawFault(scenario.seed, 'which tab', place + 1) * tabs.length)];
    if (!tab) return;
    absent(tab);
    if (step.tab === 'freeze' || step.tab === 'kill') {
      user.crash(step.tab === 'kill' ? 'tab' : 'freeze', tab);
    } else if (user.seats().includes(tab)) user.reload(tab);
    else {
      world.kill(tab);
      world.open('page');
    }
  };
  const play = playScenario(scenario, {
    platform: agendaPlatform(agenda),
    entered: enter,
  });
  Object.defineProperty(device, 'isFull', { get: () => play.nextWrite('disk') });

  /** Now and then the user looks at the page. */
  const look = (): void => {
    if (play.step() === undefined) user.help();
    agenda.post(WORLD, 'fault', 'time', look, LOOK_MS);
  };
  agenda.post(WORLD, 'fault', 'time', look, FIRST_LOOK_MS);
  await turn();
  let doneAt: number | undefined;
  for (;;) {
    const task = agenda.ready();
    const isQuiet = !task || task.at > agenda.now();
    const isDone = play.isOver() && user.isDone();
    doneAt = isDone ? (doneAt ?? agenda.now()) : undefined;
    if (!task || agenda.now() > LONGEST_MS) break;
    if (doneAt !== undefined && isQuiet && task.at > doneAt + NEWS_MS) break;
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await runNext(world, task);
  }
  play.stop();
  const history = { ...world.history(true), stale: world.stale(), overlaps: overlaps.found() };
  world.close();
  return { violations: checkHistory(history), trials: trialsOf(history) };
}
