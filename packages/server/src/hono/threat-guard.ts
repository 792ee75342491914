import type { Context, MiddlewareHandler } from 'hono';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { requireFunction, requireMethods } from '../mistakes/require-value.ts';
import type { ThreatGuard } from '../threats/threat-guard.ts';
import { createCountedFor } from './counted-for.ts';
import { mayRefuse } from './may-refuse.ts';
import { nextAnswered } from './next-answered.ts';

export interface ThreatGuardMiddlewareOptions {
  readonly guard: ThreatGuard;
  /** Where a request comes from; `undefined` counts nothing against an address. */
  readonly addressOf: (c: Context) => string | undefined;
}

/** Admits each request before every handler below it, and tells the guard about the refusal, if there is one. */
export function threatGuard(options: ThreatGuardMiddlewareOptions): MiddlewareHandler {
  requireOptionsAlways('threatGuard', options, {
    guard: 'anything',
    addressOf: 'anything',
  });

  const { guard, addressOf } = options;
  requireMethods(
    'threatGuard',
    { guard },
    ['admit', 'observe'],
    'the result of `createThreatGuard`',
  );
  requireFunction('threatGuard', { addressOf });
  const address = createCountedFor('threatGuard', 'addressOf', addressOf);
  return mayRefuse(async (c, next) => {
    await guard.admit(c.req.raw, address(c));
    await nextAnswered(c, next);
    if (c.error) await guard.observe(c.req.raw, c.error);
  });
}
