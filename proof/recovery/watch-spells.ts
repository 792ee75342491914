import type { ScenarioStep } from '@holdfast/testing';
import { spellOf, type SpellKind } from './recovery-scenario.ts';

/** When nothing got through, in wall-clock milliseconds. */
export interface Dark {
  readonly kind: SpellKind;
  readonly from: number;
  readonly to: number;
}

/** Writes down when the spells of a scenario really were. */
export interface SpellWatch {
  /** A step begins, and the one before is over. */
  entered(step: ScenarioStep | undefined): void;
  /** The server that was killed answers again, so its spell ends now. */
  lit(): void;
  dark(): readonly Dark[];
}

export function watchSpells(): SpellWatch {
  const all: Dark[] = [];
  let open: Omit<Dark, 'to'> | undefined;
  return {
    entered(step) {
      if (open) all.push({ ...open, to: Date.now() });
      const kind = step && spellOf(step);
      open = kind && { kind, from: Date.now() };
    },
    lit() {
      const last = all.findLastIndex(({ kind }) => kind === 'restart');
      const spell = all[last];
      if (spell) all[last] = { ...spell, to: Date.now() };
    },
    dark: () => (open ? [...all, { ...open, to: Date.now() }] : [...all]),
  };
}
