import type { Context, MiddlewareHandler } from 'hono';
import type { ThreatGuard } from '../threats/create-threat-guard.ts';
import { mayRefuse } from './may-refuse.ts';
import { nextAnswered } from './next-answered.ts';

export interface ThreatGuardMiddlewareOptions {
  readonly guard: ThreatGuard;
  /** Where a request comes from; `undefined` counts nothing against an address. */
  readonly addressOf: (c: Context) => string | undefined;
}

/** Admits each request before every handler below it, and observes what it was refused with. */
export function threatGuard({ guard, addressOf }: ThreatGuardMiddlewareOptions): MiddlewareHandler {
  return mayRefuse(async (c, next) => {
    await guard.admit(c.req.raw, addressOf(c));
    await nextAnswered(c, next);
    if (c.error) await guard.observe(c.req.raw, c.error);
  });
}
