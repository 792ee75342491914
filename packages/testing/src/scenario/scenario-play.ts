import { webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import { faultOf, tellFault, type RequestFault } from './fault-of.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { beginOf, isInRequests, stepAfterMs, stepOfRequest } from './step-state.ts';

/** One fault that a player gave to a request, or to a write of the storage. */
export interface ToldFault {
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly request: string;
  /** The number of this request among the requests of its shape. */
  readonly nth: number;
  readonly fault: string;
}

export interface ScenarioPlayOptions {
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
  /** Called with each step when it begins, and at the end with `undefined`, also when `stop` is the end. */
  readonly entered?: (step: ScenarioStep | undefined, place: number) => void;
  /** Called with each fault. */
  readonly told?: (fault: ToldFault) => void;
}

/** One play of a scenario. All players ask it, so that all of them draw and count alike. */
export interface ScenarioPlay {
  readonly scenario: Scenario;
  /** The faults of the next request of this shape. */
  next(request: string): RequestFault;
  /** Whether the next write of this name fails. */
  nextWrite(name: string): boolean;
  /** The step in force. `undefined` when all steps are over. */
  step(): ScenarioStep | undefined;
  /** Whether all steps are over. */
  isOver(): boolean;
  /** All faults so far, in order. */
  told(): readonly ToldFault[];
  /** Ends the scenario: no more faults happen. */
  stop(): void;
}

/**
 * Begins a scenario. Where its steps are measured in requests, a request falls in the step that its own count says,
 * and the device reaches a step with the first request that does. Otherwise the time since the beginning decides.
 */
export function playScenario(given: Scenario, options: ScenarioPlayOptions = {}): ScenarioPlay {
  requireOptions('playScenario', options, {
    platform: 'an object with now, monotonic, schedule?',
    entered: 'a function?',
    told: 'a function?',
  });

  const scenario = readScenario(given);
  const { platform = webPlatform, entered } = options;
  const byRequests = isInRequests(scenario);
  const startedAt = platform.monotonic();
  const turns = new Map<string, number>();
  const all: ToldFault[] = [];
  let place = -1;
  let writes = 0;
  let cancel: (() => void) | undefined;
  let isStopped = false;

  const enter = (next: number): void => {
    while (place < next) {
      // The listener of a step may stop the play.
      if (isStopped) return;
      place += 1;
      writes = 0;
      entered?.(scenario.steps[place], place);
    }
  };
  const elapsed = (): number => platform.monotonic() - startedAt;
  const catchUp = (): void => {
    if (!byRequests) enter(stepAfterMs(scenario, elapsed()));
  };
  /** A step begins on time also when no request comes. */
  const keepTime = (): void => {
    catchUp();
    const dueMs = beginOf(scenario, place + 1) - elapsed();
    if (!isStopped && place < scenario.steps.length && dueMs < Infinity) {
      cancel = platform.schedule(Math.max(0, dueMs), keepTime);
    }
  };
  const turnOf = (request: string): number => {
    const nth = (turns.get(request) ?? 0) + 1;
    turns.set(request, nth);
    return nth;
  };
  const tell = (request: string, nth: number, fault: string | undefined): void => {
    if (fault === undefined) return;
    const told = { at: platform.now(), request, nth, fault };
    all.push(told);
    options.told?.(told);
  };
  if (byRequests) enter(0);
  else keepTime();

  return {
    scenario,
    next(request) {
      const nth = turnOf(request);
      catchUp();
      const its = byRequests ? stepOfRequest(scenario, nth) : place;
      if (byRequests) enter(its);
      const step = isStopped ? undefined : scenario.steps[its];
      const fault = faultOf(scenario.seed, step, request, nth);
      tell(request, nth, tellFault(fault));
      return fault;
    },
    nextWrite(name) {
      catchUp();
      writes += 1;
      const storage = isStopped ? undefined : scenario.steps[place]?.storage;
      const fails = storage?.full === true || storage?.failNth === writes;
      if (fails) tell(`write ${name}`, turnOf(`write ${name}`), 'failed');
      return fails;
    },
    step() {
      catchUp();
      return isStopped ? undefined : scenario.steps[place];
    },
    isOver() {
      catchUp();
      return isStopped || place >= scenario.steps.length;
    },
    told: () => [...all],
    stop() {
      const isUnderWay = !isStopped && place < scenario.steps.length;
      isStopped = true;
      cancel?.();
      // Whatever the step in force did to a device or a server is taken back.
      if (isUnderWay) entered?.(undefined, scenario.steps.length);
    },
  };
}
