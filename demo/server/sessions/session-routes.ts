import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Audit, readJson, type ReadJsonOptions, requireSubject } from '@holdfast/server';
import type { Credentials, SecretProof } from '@holdfast/server/credentials';
import { type Context, Hono } from 'hono';
import type { Account, AccountStore } from '../accounts/account-store.ts';
import { requireGoodPassword } from '../accounts/new-password.ts';
import { NAME_TAKEN, SignIn, SignUp } from '../../contract/account.ts';
import type { Session } from '../../contract/session.ts';
import { forgetSite } from './forget-site.ts';
import type { KnownDevice } from './known-device.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';

export interface SessionRoutesOptions {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly cookie: SessionCookie;
  readonly device: KnownDevice;
  readonly credentials: Credentials;
  readonly audit: Audit;
  readonly limits: ReadJsonOptions;
}

/**
 * Signing up, in and out. None of these keeps an idempotency key: each is idempotent by itself, and
 * a stored fingerprint of a password or a stored cookie would be a credential in the database.
 */
export function sessionRoutes(options: SessionRoutesOptions): Hono {
  const { accounts, sessions, cookie, device, credentials, audit, limits } = options;
  const routes = new Hono();

  const find = async (c: Context): Promise<Account | undefined> => {
    const token = cookie.read(c);
    return token === undefined ? undefined : sessions.find(token);
  };
  const end = async (c: Context): Promise<void> => {
    const token = cookie.read(c);
    if (token !== undefined) await sessions.end(token);
  };
  const signIn = async (
    c: Context,
    { proof, account, status }: { proof: SecretProof; account: Account; status: 200 | 201 },
  ): Promise<Response> => {
    await end(c);
    cookie.write(c, await sessions.start(proof));
    device.remember(c, account.id);
    return c.json(describeSession(account), status);
  };

  routes.get('/session', async (c) => {
    const account = await find(c);
    if (account) device.remember(c, account.id);
    else if (cookie.read(c) !== undefined) cookie.clear(c);
    return c.json(describeSession(account));
  });

  routes.post('/session', async (c) => {
    const { name, password } = await readJson(c.req.raw, SignIn, limits);
    const account = await accounts.find(name);
    const { proof, rehashed } = await credentials.check(c.req.raw, {
      name,
      secret: password,
      account: account && { subject: account.id, stored: account.password },
      device: account && device.read(c, account.id),
    });
    // Without an account, every secret is wrong.
    if (!account) throw new Failure(catalogue.CREDENTIALS_WRONG);
    if (rehashed) await accounts.rehash(account, rehashed);
    return signIn(c, { proof, account, status: 200 });
  });

  routes.delete('/session', async (c) => {
    const account = await find(c);
    if (account) requireSubject(c.req.raw, account.id);
    await end(c);
    if (account) await audit({ kind: 'sign-out', subject: account.id }, c.req.raw);
    cookie.clear(c);
    forgetSite(c);
    return c.body(null, 204);
  });

  routes.delete('/sessions', async (c) => {
    const account = await find(c);
    if (!account) throw new Failure(catalogue.UNAUTHENTICATED);
    requireSubject(c.req.raw, account.id);
    await audit({ kind: 'sign-out-everywhere', subject: account.id }, c.req.raw);
    await sessions.endAll(account.id);
    cookie.clear(c);
    forgetSite(c);
    return c.body(null, 204);
  });

  routes.post('/accounts', async (c) => {
    const signUp = await readJson(c.req.raw, SignUp, limits);
    requireGoodPassword(signUp);
    const { name, password } = signUp;
    const secret = await credentials.register(c.req.raw, {
      name,
      secret: password,
      isTaken: async () => (await accounts.find(name)) !== undefined,
    });
    const account = secret && (await accounts.create(name, secret.stored));
    if (!account) {
      const issues = [{ pointer: '/name', message: NAME_TAKEN }];
      throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
    }
    return signIn(c, { proof: await secret.made(account.id), account, status: 201 });
  });

  return routes;
}

/** The session as a page reads it. */
export function describeSession(account: Account | undefined): Session {
  if (!account) return { account: null };
  const { id: subject, name, displayName, role } = account;
  return { account: { subject, name, displayName, role } };
}
