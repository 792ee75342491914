import { type Failure, isFailure, matchFailure } from '@holdfast/core';
import { expectTypeOf } from 'vitest';
import type { KindsIn } from './define-failures.ts';

type EmberFailures = KindsIn<{
  ember: {
    EMBER_COLD: {
      number: 2900;
      severity: 'info';
      retry: 'never';
      effect: 'none';
      details: { degrees: 'number' };
    };
  };
}>;

declare module '@holdfast/core' {
  // oxlint-disable-next-line typescript/no-empty-object-type
  interface AppFailures extends EmberFailures {}
}

declare const thrown: unknown;
declare const any: Failure;

// Once an app has extended `AppFailures`, the types know its codes and families wherever they know ours.
if (isFailure(thrown, 'EMBER_COLD')) {
  expectTypeOf(thrown.details).toEqualTypeOf<{ readonly degrees: number }>();
}
void matchFailure(any, {
  EMBER_COLD: ({ details }) => details.degrees,
  ember: ({ code }) => {
    expectTypeOf(code).toEqualTypeOf<'EMBER_COLD'>();
    return code;
  },
  otherwise: () => 0,
});
