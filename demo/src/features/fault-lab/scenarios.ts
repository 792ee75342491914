import type { FaultMix, FaultStep } from '../../../contract/faults.ts';

const tunnel = (afterMs: number, lastsMs: number): readonly FaultStep[] => [
  { forMs: afterMs, mix: { latencyMs: 600 } },
  { forMs: lastsMs, mix: { isOut: true } },
];

/** The named scenarios, as the steps that the server plays. */
const SCENARIOS = {
  train: [
    ...tunnel(15_000, 12_000),
    ...tunnel(20_000, 20_000),
    ...tunnel(15_000, 8000),
    { forMs: null, mix: {} },
  ],
  dying: [{ forMs: null, mix: { generator: 'dying' } }],
  gone: [{ forMs: null, mix: { generator: 'dead' } }],
  day: [
    {
      forMs: null,
      mix: { latencyMs: 1200, errors: 0.12, limits: 0.05, cuts: 0.08, generator: 'slow' },
    },
  ],
  outage: [{ forMs: null, mix: { isOut: true } }],
} as const satisfies Readonly<Record<string, readonly FaultStep[]>>;

export type ScenarioName = keyof typeof SCENARIOS | 'own';

export const SCENARIO_NAMES: readonly ScenarioName[] = [
  ...(Object.keys(SCENARIOS) as (keyof typeof SCENARIOS)[]),
  'own',
];

/** The steps of a scenario; the mix of the sliders is one that lasts. */
export function stepsOf(name: ScenarioName, mix: FaultMix): readonly FaultStep[] {
  return name === 'own' ? [{ forMs: null, mix }] : SCENARIOS[name];
}
