import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Audit, readJson, type ReadJsonOptions } from '@holdfast/server';
import type { Credentials, SecretProof } from '@holdfast/server/credentials';
import type { ThreatGuard } from '@holdfast/server/threats';
import { type Context, Hono } from 'hono';
import { AccountDeletion, PasswordChange, Profile } from '../../contract/account.ts';
import type { Database } from '../database/tables.ts';
import { forgetSite } from '../sessions/forget-site.ts';
import type { KnownDevice } from '../sessions/known-device.ts';
import type { SessionCookie } from '../sessions/session-cookie.ts';
import { describeSession } from '../sessions/session-routes.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import { deleteAccount, exportAccount } from './account-data.ts';
import type { AccountStore, StoredAccount } from './account-store.ts';
import { requireGoodPassword } from './new-password.ts';

export interface AccountRoutesOptions {
  readonly database: Database;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly cookie: SessionCookie;
  readonly device: KnownDevice;
  readonly credentials: Credentials;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly audit: Audit;
  readonly limits: ReadJsonOptions;
}

/**
 * The account of the signed-in user. Steps that the user cannot take back ask for the password, because the session
 * may be on a device that the user left open. Like sign-in, none of these routes keeps an idempotency key.
 */
export function accountRoutes(options: AccountRoutesOptions): Hono<SignedIn> {
  const { database, accounts, sessions, cookie, device, credentials, audit, limits } = options;
  const routes = new Hono<SignedIn>();

  /** Rejects with `CREDENTIALS_WRONG` unless the password is that of the account. */
  const prove = async (
    c: Context<SignedIn>,
    secret: string,
  ): Promise<{ readonly account: StoredAccount; readonly proof: SecretProof }> => {
    const account = await accounts.byId(c.var.account.id);
    if (!account) throw new Failure(catalogue.UNAUTHENTICATED);
    const { proof } = await credentials.check(c.req.raw, {
      ...{ name: account.name, secret, device: device.read(c, account.id) },
      account: { subject: account.id, stored: account.password },
    });
    return { account, proof };
  };

  routes.put('/profile', async (c) => {
    const profile = await readJson(c.req.raw, Profile, limits);
    await options.guard.inspectBody(c.req.raw, profile, { prose: ['/displayName'] });
    await accounts.rename(c.var.account.id, profile.displayName);
    return c.json(describeSession({ ...c.var.account, ...profile }));
  });

  routes.post('/password', async (c) => {
    const { current, next } = await readJson(c.req.raw, PasswordChange, limits);
    const { account, proof } = await prove(c, current);
    const { id, name } = account;
    requireGoodPassword({ name, password: next }, '/next');
    const from = { device: device.read(c, id) };
    const made = await credentials.register(c.req.raw, {
      name,
      secret: next,
      isTaken: isFree,
      ...from,
    });
    await made?.made(id);
    // Another change came first, so the password in this request is the old one.
    if (!made || !(await accounts.changePassword(account, made.stored))) {
      throw new Failure(catalogue.CREDENTIALS_WRONG);
    }
    await sessions.endAll(id);
    cookie.write(c, await sessions.start(proof));
    await audit({ kind: 'secret-changed', subject: id }, c.req.raw);
    return c.json(describeSession(account));
  });

  routes.get('/export', async (c) => {
    await audit({ kind: 'account-exported', subject: c.var.account.id }, c.req.raw);
    return c.json(await exportAccount(database, c.var.account));
  });

  routes.post('/deletion', async (c) => {
    const { password } = await readJson(c.req.raw, AccountDeletion, limits);
    const { account } = await prove(c, password);
    await deleteAccount(database, account.id);
    await audit({ kind: 'account-deleted', subject: account.id }, c.req.raw);
    cookie.clear(c);
    forgetSite(c);
    return c.body(null, 204);
  });

  return routes;
}

// The name belongs to the account already.
const isFree = async (): Promise<boolean> => false;
