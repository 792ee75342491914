import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { requireSubject } from '@holdfast/server';
import type { ThreatGuard } from '@holdfast/server/threats';
import type { MiddlewareHandler } from 'hono';
import type { Account } from '../accounts/account-store.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';

export interface SignedIn {
  Variables: { readonly account: Account };
}

/** Lets a request through only when a user is signed in and the request is meant to come from that user. */
export function signedIn(
  sessions: SessionStore,
  cookie: SessionCookie,
  guard: Pick<ThreatGuard, 'identify'>,
): MiddlewareHandler<SignedIn> {
  return async (c, next) => {
    const token = cookie.read(c);
    const account = token === undefined ? undefined : await sessions.find(token);
    if (!account) throw new Failure(catalogue.UNAUTHENTICATED);
    await guard.identify(c.req.raw, account.id);
    requireSubject(c.req.raw, account.id);
    c.set('account', account);
    await next();
  };
}
