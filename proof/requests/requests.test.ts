import { describe, expect, it, vi } from 'vitest';
import { hardships } from './hardships.ts';
import { proveHardship } from './prove-hardship.ts';

vi.setConfig({ testTimeout: 60_000 });

// `npm run proof requests` is the long form. Both print or name the seed.
const SEED = 20261125;

describe('300 reads and writes against a real server', () => {
  it.each(hardships)(
    'end in the truth or a named failure, in time and at most once, with $name',
    async (hardship) => {
      const proof = await proveHardship(hardship, { calls: 300, seed: SEED });
      expect(proof.violations).toEqual([]);
      expect(proof.told).toHaveLength(300);
      // Without this, the run would prove nothing: the line had the faults of its mix, and calls still got through. With
      // everything at once that is 130 on a free machine, and fewer on a busy one, where more calls run out of time.
      for (const kind of Object.keys(hardship.line.chances) as (keyof typeof proof.line.faults)[]) {
        expect(proof.line.faults[kind]).toBeGreaterThan(0);
      }
      const live = proof.told.filter(({ outcome }) => outcome.kind === 'live');
      expect(live.length).toBeGreaterThan(60);
    },
  );
});
