// Short forms of `npm run bench detection`.
import { expect, it } from 'vitest';
import { playCauses } from './detection-causes.ts';
import { playIncidents } from './detection-incidents.ts';
import { coverageOf, spendingPatterns } from './detection-spending.ts';

it('finds generated incidents within minutes, and gives hardly a false alarm', () => {
  const results = playIncidents(24, { learnDays: 4, quietDays: 3 });
  const steps = results.byKind.find(({ kind }) => kind === 'step');
  expect(steps).toMatchObject({ count: 4, found: 4 });
  expect(results.medianDelay).toBeLessThanOrEqual(3);
  expect(results.falseAlarms).toBeLessThanOrEqual(1);
});

it('forecasts a range in which about eight of ten periods end', () => {
  const rows = Object.keys(spendingPatterns).map((pattern) => coverageOf(pattern, 30));
  const within = rows.reduce((sum, row) => sum + row.within, 0) / rows.length;
  expect(within).toBeGreaterThanOrEqual(0.75);
  expect(within).toBeLessThanOrEqual(0.85);
});

it('names planted causes first, and claims no cause where none is planted', () => {
  const { plantedFirst, claimsOfNothing } = playCauses(25);
  expect(plantedFirst).toBeGreaterThanOrEqual(0.95);
  expect(claimsOfNothing).toBeLessThanOrEqual(0.05);
});
