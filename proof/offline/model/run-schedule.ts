import type { Task } from '../simulator/agenda.ts';
import { checkHistory, type Violation } from '../history/check-history.ts';
import { trialsOf, type Trials } from '../history/trials.ts';
import { faults, WELL, type Fate } from '../simulator/fate.ts';
import { turn } from '../simulator/turn.ts';
import { createWorld, type OfflineCode } from '../simulator/world.ts';
import { watchState } from '../simulator/world-state.ts';
import { createPlay, runNext, type Crash } from './play.ts';
import type { Program } from './programs.ts';

/** One departure from the default schedule, at a step of it. */
export type Deviation =
  /** The context of that step stands still until no other context has anything to do. */
  | { readonly step: number; readonly kind: 'hold' }
  | {
      readonly step: number;
      readonly kind: 'crash';
      readonly how: Crash;
      readonly seat: number | undefined;
    }
  | {
      readonly step: number;
      readonly kind: 'fault';
      readonly request: number;
      readonly fate: Fate;
    };

/** How many deviations a schedule may still have. */
export interface Budget {
  readonly holds: number;
  readonly crashes: number;
  readonly faults: number;
  /** Of all kinds together. */
  readonly all: number;
}

/** Decides, at a state, whether it needs to be explored with this budget. */
export type Visit = (where: 'state' | 'crash', key: number, budget: Budget) => boolean;

export interface ScheduleResult {
  readonly violations: readonly Violation[];
  /** The deviations with which it could go on, after its last one. */
  readonly more: readonly Deviation[];
  /** It led to a state that another schedule explores. */
  readonly isMerged: boolean;
  readonly trials: Trials;
}

const QUIET_MS = 2_000;
const LONGEST_MS = 900_000;

/** Plays a program with these deviations, in order of their steps, and lists the next ones worth a try. */
export async function runSchedule(
  code: OfflineCode,
  program: Program,
  deviations: readonly Deviation[],
  budget: Budget,
  visit: Visit,
  log?: (line: string) => void,
): Promise<ScheduleResult> {
  let step = 0;
  let requests = 0;
  const more: Deviation[] = [];
  const lastStep = deviations.at(-1)?.step ?? -1;
  const fates = new Map(
    deviations.flatMap((one) => (one.kind === 'fault' ? [[one.request, one.fate] as const] : [])),
  );
  const world = createWorld({
    code,
    seed: 1,
    latencyMs: () => 0,
    fateOf({ number }) {
      requests = number + 1;
      return fates.get(number) ?? WELL;
    },
  });
  const { agenda } = world;
  const play = createPlay(world, program);
  const state = watchState(world);
  const pending = deviations.filter((one) => one.kind !== 'fault');
  let isMerged = false;
  /** Now and then a user looks at the page. */
  const look = (): void => {
    play.help();
    agenda.post('world', 'fault', 'time', look, QUIET_MS);
  };
  agenda.post('world', 'fault', 'time', look, QUIET_MS);
  await turn();

  const optionsAt = (task: Task): readonly Deviation[] => {
    const found: Deviation[] = [];
    if (budget.holds > 0 && budget.all > 0 && isTold(task) && isContended(task))
      found.push({ step, kind: 'hold' });
    if (budget.crashes > 0 && budget.all > 0 && isCrashPoint(task)) {
      const left = { ...budget, crashes: budget.crashes - 1, all: budget.all - 1 };
      const rest = JSON.stringify(program.entries.slice(-play.callsLeft() || Infinity));
      for (const how of ['browser', 'power'] as const) {
        const key = state.afterCrash(`${program.contexts.join()} ${rest}`, how === 'power');
        if (visit('crash', key, left)) found.push({ step, kind: 'crash', how, seat: undefined });
      }
      for (const how of ['tab', 'freeze'] as const) {
        const seat = play.seats().findIndex((context) => context?.actor === task.actor);
        found.push({ step, kind: 'crash', how, seat });
      }
    }
    return found;
  };
  const isContended = ({ actor }: Task): boolean =>
    agenda
      .waiting()
      .some(
        (other) =>
          other.actor !== actor &&
          other.actor !== 'world' &&
          !agenda.held().has(other.actor) &&
          other.at <= agenda.now(),
      );

  for (;;) {
    const task = agenda.ready();
    const holds = [...agenda.held()].filter((actor) => !play.frozen().has(actor));
    if (holds.length > 0 && (!task || task.at > agenda.now())) {
      for (const actor of holds) agenda.release(actor);
      continue;
    }
    if (!task || agenda.now() > LONGEST_MS) break;
    if (task.at > agenda.now() && play.isDone()) break;
    const now = pending[0];
    if (now?.step === step) {
      pending.shift();
      step += 1;
      log?.(`${step} ${agenda.now()} ${now.kind} ${task.actor}`);
      if (now.kind === 'hold') agenda.hold(task.actor);
      else if (now.kind === 'crash') {
        const context = now.seat === undefined ? undefined : play.seats()[now.seat];
        play.crash(now.how, context);
      }
      continue;
    }
    if (step > lastStep && isTold(task)) {
      if (!visit('state', state.key(), budget)) {
        isMerged = true;
        break;
      }
      more.push(...optionsAt(task));
    }
    const before = requests;
    state.note(task);
    log?.(`${step} ${Math.max(task.at, agenda.now())} ${task.actor} ${task.kind} ${task.label}`);
    await runNext(world);
    if (step > lastStep && budget.faults > 0 && budget.all > 0) {
      for (let request = before; request < requests; request += 1) {
        for (const fate of faults) more.push({ step: step + 0.5, kind: 'fault', request, fate });
      }
    }
    step += 1;
  }
  const history = world.history(!isMerged);
  const violations = checkHistory(history);
  for (const event of history.events) log?.(JSON.stringify(event));
  world.close();
  return { violations, more, isMerged, trials: trialsOf(history) };
}

/** Tasks before which a context may stand still: others can notice them, or they tell it something. */
function isTold({ kind, label }: Task): boolean {
  return kind === 'lock' || kind === 'answer' || kind === 'call' || isCrashPoint({ kind, label });
}

/** A crash matters only between two things that outlive the context: here, before a commit and after it. */
function isCrashPoint({ kind, label }: Pick<Task, 'kind' | 'label'>): boolean {
  return (
    (kind === 'transaction' && label === 'readwrite') || (kind === 'told' && label === 'commit')
  );
}
