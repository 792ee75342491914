import { catalogue, Failure } from '@holdfast/core';
import { type Audit, readJson, type ReadJsonOptions, requireSubject } from '@holdfast/server';
import type { ThreatGuard } from '@holdfast/server/threats';
import { type Context, Hono } from 'hono';
import type { Account, AccountStore } from '../accounts/account-store.ts';
import { type Session, SignIn, SignUp } from '../../contract/account.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';

export interface SessionRoutesOptions {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly cookie: SessionCookie;
  readonly guard: Pick<ThreatGuard, 'admitSignIn'>;
  readonly audit: Audit;
  readonly limits: ReadJsonOptions;
}

/**
 * Signing up, in and out. None of the three keeps an idempotency key: each is idempotent by itself, and
 * a stored fingerprint of a password or a stored cookie would be a credential in the database.
 */
export function sessionRoutes(options: SessionRoutesOptions): Hono {
  const { accounts, sessions, cookie, guard, audit, limits } = options;
  const routes = new Hono();

  const find = async (c: Context): Promise<Account | undefined> => {
    const token = cookie.read(c);
    return token === undefined ? undefined : sessions.find(token);
  };
  const end = async (c: Context): Promise<void> => {
    const token = cookie.read(c);
    if (token !== undefined) await sessions.end(token);
  };
  const signIn = async (c: Context, account: Account, status: 200 | 201): Promise<Response> => {
    await end(c);
    await audit({ kind: 'sign-in', subject: account.id }, c.req.raw);
    cookie.write(c, await sessions.start(account));
    return c.json(describe(account), status);
  };

  routes.get('/session', async (c) => {
    const account = await find(c);
    if (!account && cookie.read(c) !== undefined) cookie.clear(c);
    return c.json(describe(account));
  });

  routes.post('/session', async (c) => {
    const credentials = await readJson(c.req.raw, SignIn, limits);
    await guard.admitSignIn(c.req.raw, credentials.name);
    const account = await accounts.verify(credentials);
    if (!account) throw new Failure(catalogue.CREDENTIALS_WRONG);
    return signIn(c, account, 200);
  });

  routes.delete('/session', async (c) => {
    const account = await find(c);
    if (account) requireSubject(c.req.raw, account.id);
    await end(c);
    if (account) await audit({ kind: 'sign-out', subject: account.id }, c.req.raw);
    cookie.clear(c);
    return c.body(null, 204);
  });

  routes.post('/accounts', async (c) => {
    const signedUp = await accounts.signUp(await readJson(c.req.raw, SignUp, limits));
    if (!signedUp) {
      const issues = [{ pointer: '/name', message: 'This name is taken.' }];
      throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
    }
    return signIn(c, signedUp.account, signedUp.created ? 201 : 200);
  });

  return routes;
}

function describe(account: Account | undefined): Session {
  return { account: account ? { subject: account.id, name: account.name } : null };
}
