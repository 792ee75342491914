import { drawFault, type Scenario, type ScenarioStep } from '@holdfast/testing';

/** The faults between the spells: a bad line and a bad server. */
const BAD_DAY: ScenarioStep = {
  network: { refused: 0.015, cutRequest: 0.015, cutAnswer: 0.05, delayMs: [0, 150] },
  answers: { 429: 0.02, 500: 0.025, 503: 0.025, truncated: 0.01, retryAfterMs: 3000 },
};

/** Times in which no request gets through. */
const SPELLS = {
  restart: { server: 'kill' },
  offline: { network: { offline: true } },
  outage: { network: { cutRequest: 1 } },
  'cut line': { network: { refused: 1 } },
} as const satisfies Readonly<Record<string, ScenarioStep>>;

export type SpellKind = keyof typeof SPELLS;
export const SPELL_KINDS = Object.keys(SPELLS) as SpellKind[];

const EVERY_MS = 20_000;

/** The scenario of a run: about one spell in twenty seconds, each drawn from the seed and its number. */
export function recoveryScenario(seed: number, totalMs: number): Scenario {
  // At least one of each kind.
  const count = Math.max(SPELL_KINDS.length, Math.floor(totalMs / EVERY_MS));
  const slotMs = totalMs / count;
  const longestMs = Math.min(5000, slotMs * 0.3);
  const steps = Array.from({ length: count }, (_, nth): ScenarioStep[] => {
    const draw = (what: string): number => drawFault(seed, `spell ${what}`, nth + 1);
    // Every kind comes in turn, from a first one that the seed chooses.
    const kind = SPELL_KINDS[(nth + Math.floor(drawFault(seed, 'first', 1) * 4)) % 4] ?? 'restart';
    const beforeMs = Math.round((0.2 + draw('start') * 0.4) * slotMs);
    const lastsMs = Math.round(
      (kind === 'restart' ? 1 : longestMs / 2) + draw('length') * longestMs,
    );
    const afterMs = Math.max(1, Math.round(slotMs - beforeMs - lastsMs));
    return [
      { forMs: beforeMs, ...BAD_DAY },
      { forMs: lastsMs, ...SPELLS[kind] },
      { forMs: afterMs, ...BAD_DAY },
    ];
  });
  return { version: 1, seed, steps: [...steps.flat(), { forMs: null, ...BAD_DAY }] };
}

/** The kind of spell that a step is, or `undefined` when something gets through. */
export function spellOf({ server, network }: ScenarioStep): SpellKind | undefined {
  if (server === 'kill') return 'restart';
  if (network?.offline) return 'offline';
  if (network?.refused === 1) return 'cut line';
  return network?.cutRequest === 1 ? 'outage' : undefined;
}
