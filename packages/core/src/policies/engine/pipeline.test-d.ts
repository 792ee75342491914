import { expectTypeOf } from 'vitest';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { pipeline } from './pipeline.ts';
import type { PolicyContext } from './policy-context.ts';
import { retry } from '../retry/retry.ts';
import { timeout } from '../time/timeout.ts';

const run = pipeline({ calls: 'reads' }, retry(), createCircuitBreaker(), timeout({ ms: 1 }));

expectTypeOf(run(() => 1)).toEqualTypeOf<Promise<number>>();
expectTypeOf(run(() => Promise.resolve('text'))).toEqualTypeOf<Promise<string>>();
expectTypeOf(run((context) => context)).toEqualTypeOf<Promise<PolicyContext>>();
expectTypeOf(createCircuitBreaker().getSnapshot()).toEqualTypeOf<
  'closed' | 'open' | 'half-open' | 'isolated'
>();

// @ts-expect-error options come first
pipeline(retry(), { calls: 'reads' });
// @ts-expect-error a timeout needs its milliseconds
timeout({});
// @ts-expect-error what a caller adds is an object of options
void run(() => 1, true);
void run((context) => {
  // @ts-expect-error the context is told to the work, not changed by it
  context.attempt = 2;
});
