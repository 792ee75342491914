import { Failure } from '@holdfast/core';
import { createCircuitBreaker, consecutiveFailures, pipeline } from '@holdfast/core/policies';
import { expect, it } from 'vitest';
import { GENERATOR_BUSY, GENERATOR_GONE, GENERATOR_STOPPED, PROMPT_REJECTED } from './failures.ts';

const failures = [
  new Failure(PROMPT_REJECTED, { details: { reason: 'hate' } }),
  new Failure(GENERATOR_GONE, { details: { reason: 'failed' } }),
  new Failure(GENERATOR_BUSY, { details: { places: 'user' } }),
  new Failure(GENERATOR_STOPPED, { details: { reason: 'cut' } }),
];

it.each(failures)(
  'is not taken for trouble of Fireside or of the network: $code',
  async (refused) => {
    const circuit = createCircuitBreaker({ trip: consecutiveFailures(1) });
    const run = pipeline(circuit);
    const refuse = async (): Promise<never> => {
      throw refused;
    };
    await expect(run(refuse)).rejects.toMatchObject({ code: refused.code });
    // An open circuit would refuse without asking the server.
    expect(await run(async () => 'asked')).toBe('asked');
  },
);
