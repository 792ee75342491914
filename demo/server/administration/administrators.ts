import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { requireSubject } from '@holdfast/server';
import type { MiddlewareHandler } from 'hono';
import type { Account } from '../accounts/account-store.ts';
import type { SessionCookie } from '../sessions/session-cookie.ts';
import type { SessionStore } from '../sessions/session-store.ts';

export interface AdministratorsOptions {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly cookie: Pick<SessionCookie, 'read'>;
  /** Finds an administrator by the token; none where the configuration has no token. */
  readonly byToken?: ((request: Request) => Promise<string | undefined>) | undefined;
}

export interface Administrators {
  /** Looks for the administrator behind a request. Use it before everything that asks `of`. */
  readonly find: MiddlewareHandler;
  /** The id of the administrator who sent the request, or `undefined` for every other client. */
  of(request: Request): Promise<string | undefined>;
}

/**
 * Knows administrators by the role of their account, or by the token. On a server without a token, a client that is
 * not signed in gets `NOT_FOUND`.
 */
export function administrators({
  sessions,
  cookie,
  byToken,
}: AdministratorsOptions): Administrators {
  const known = new WeakMap<Request, string>();
  return {
    async find(c, next) {
      const token = cookie.read(c);
      const account = token === undefined ? undefined : await sessions.find(token);
      if (!account && !byToken) throw new Failure(catalogue.NOT_FOUND);
      if (account && isAdministrator(account)) {
        requireSubject(c.req.raw, account.id);
        known.set(c.req.raw, account.id);
      }
      await next();
    },
    of: async (request) => known.get(request) ?? byToken?.(request),
  };
}

/** Whether an account is an administrator. */
function isAdministrator(account: Pick<Account, 'role'>): boolean {
  return account.role === 'admin';
}
