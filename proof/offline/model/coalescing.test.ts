import fc from 'fast-check';
import { expect, it } from 'vitest';
import { realCode } from './real-code.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios, type Scenario } from './scenario.ts';

const code = realCode();

/** Every entry can be taken in by the one before it, or none of its lane can. */
const coalescing: fc.Arbitrary<Scenario> = fc
  .tuple(scenarios, fc.array(fc.constantFrom('one', 'one', 'other', undefined), { minLength: 3 }))
  .map(([scenario, texts]) => ({
    ...scenario,
    // Other schedules prove pauses, with entries that stay apart.
    incidents: scenario.incidents.filter(({ kind }) => kind !== 'pause'),
    program: {
      ...scenario.program,
      entries: scenario.program.entries.map((one, index) => {
        const coalesce = texts[index % texts.length];
        return { ...one, lane: one.lane % 2, wishes: { ...(coalesce && { coalesce }) } };
      }),
    },
  }));

it('every entry that another one took in takes effect once and in order, through any claims, deaths and losses', async () => {
  await fc.assert(
    fc.asyncProperty(coalescing, async (scenario) => {
      const { violations } = await runScenario(code, scenario);
      expect(violations).toEqual([]);
    }),
    { numRuns: 60, seed: 1 },
  );
}, 60_000);

it('entries of a page that is offline leave in one request', async () => {
  const sent: string[] = [];
  const entries = Array.from({ length: 8 }, () => ({
    ...{ lane: 0, seat: 0, wishes: { coalesce: 'one' } },
  }));
  const { violations } = await runScenario(
    code,
    {
      ...{ seed: 0, hasLocks: true, latencyMs: 0, incidents: [] },
      // The first entry is on its way for so long that the others come meanwhile.
      ...{ fates: [{ kind: 'slow', ms: 5_000 }], program: { contexts: ['page', 'page'], entries } },
    },
    (line) => void (line.includes('"sent"') && sent.push(line)),
  );
  expect(violations).toEqual([]);
  expect(sent).toHaveLength(2);
});
