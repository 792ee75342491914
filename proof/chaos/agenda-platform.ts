import type { playScenario } from '@holdfast/testing';
import { WORLD, type Agenda } from '../offline/simulator/agenda.ts';

type PlayOptions = NonNullable<Parameters<typeof playScenario>[1]>;

/** The time of a simulated world, for the steps of a scenario. */
export function agendaPlatform(agenda: Agenda): NonNullable<PlayOptions['platform']> {
  return {
    ...{ now: agenda.now, monotonic: agenda.now },
    schedule: (delayMs, task) => agenda.post(WORLD, 'fault', 'step', task, delayMs),
  };
}
