import { expect, it } from 'vitest';
import { createBulkhead } from './bulkhead.ts';
import { deadline } from './deadline.ts';
import { explainPipeline } from './explain-pipeline.ts';
import { fallback, substitute } from './fallback.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { pipeline } from './pipeline.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';

it('says which policies apply, in order, with every default', () => {
  const run = pipeline(
    fallback([substitute(1)]),
    deadline({ totalMs: 30_000 }),
    retry(),
    createCircuitBreaker(),
    timeout({ ms: 8_000 }),
    createBulkhead({ max: 6 }),
  );
  expect(explainPipeline(run).split('\n')).toEqual([
    '1. fallback answers in place of work that failed: alternatives 1.',
    '2. deadline ends the whole call: totalMs 30000.',
    '3. retry tries again when the failure says that it helps and that it is safe: maxAttempts 3, maxHintMs 60000.',
    '4. circuit breaker leaves a failing server alone: openMs 5000, maxOpenMs 60000, probes 1, probeLeaseMs 30000.',
    '5. timeout ends one attempt: ms 8000.',
    '6. bulkhead limits how many work at the same time: max 6, maxQueued 100.',
  ]);
});

it('says so when there is none', () => {
  expect(explainPipeline(pipeline())).toBe('One attempt, with no policy.');
});

it('says of a function that is no pipeline that it is the business of the app', () => {
  expect(explainPipeline((work: () => unknown) => work())).toBe(
    "Its attempts are up to the app's own guard.",
  );
});
