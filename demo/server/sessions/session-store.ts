import { createHash, randomBytes } from 'node:crypto';
import { type Platform, webPlatform } from '@holdfast/core/parts';
import type { SecretProof } from '@holdfast/server/credentials';
import { type Account, accountOf } from '../accounts/account-store.ts';
import type { Database } from '../database/tables.ts';

export interface SessionStore {
  /** Signs in a client that proved to be the owner, and returns the token for the cookie. Stores only its hash. */
  start(proof: SecretProof): Promise<string>;
  /**
   * The account of a session, whose idle time begins again. `undefined` for a forged, expired or ended session.
   */
  find(token: string): Promise<Account | undefined>;
  end(token: string): Promise<void>;
  /** Signs an account out on every device. */
  endAll(account: string): Promise<void>;
  /** Forgets at most `limit` sessions that expired before a time. */
  prune(expiredBefore?: number, limit?: number): Promise<number>;
}

export interface SessionStoreOptions {
  /** A session ends after this time, also when it is in use. */
  readonly sessionMs: number;
  /** A session that is not used ends after this time. Each use begins the time again. @default `sessionMs` */
  readonly idleMs?: number;
  /** How many sessions of one account there are at once; a new one ends the oldest. @default 50 */
  readonly maxSessions?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/** By how much clocks of servers may differ. */
const SLACK_MS = 86_400_000;
const MOST = 1000;
/** A session is renewed when this part of its idle time has passed. */
const RENEWED_AFTER = 0.1;

export function createSessionStore(
  database: Database,
  { sessionMs, idleMs = sessionMs, maxSessions = 50, platform = webPlatform }: SessionStoreOptions,
): SessionStore {
  const endOf = (beganAt: number, now: number): number =>
    Math.min(now + idleMs, beganAt + sessionMs);

  const renew = async (
    token: string,
    { began_at, expires_at }: { readonly began_at: number; readonly expires_at: number },
    now: number,
  ): Promise<void> => {
    const end = endOf(began_at, now);
    // The session is not renewed at every request, so that most requests write nothing.
    if (end - expires_at < idleMs * RENEWED_AFTER) return;
    await database
      .updateTable('sessions')
      .set({ expires_at: end })
      .where('token_hash', '=', hashOf(token))
      .where('expires_at', '=', expires_at)
      .execute()
      // A database that accepts no writes still answers reads. The session then ends at its earlier time.
      .catch(() => {});
  };

  return {
    async start({ subject }) {
      const token = randomBytes(32).toString('base64url');
      const now = platform.now();
      await database
        .insertInto('sessions')
        .values({
          token_hash: hashOf(token),
          account_id: subject,
          created_at: now,
          expires_at: endOf(now, now),
        })
        .execute();
      // The new session stays, also when the clock was ahead before.
      const others = database
        .selectFrom('sessions')
        .select('token_hash')
        .where('account_id', '=', subject)
        .where('token_hash', '!=', hashOf(token))
        .orderBy('created_at', 'desc')
        .orderBy('token_hash');
      await database
        .deleteFrom('sessions')
        .where('token_hash', 'in', others.limit(MOST).offset(maxSessions - 1))
        .execute();
      return token;
    },
    async find(token) {
      const now = platform.now();
      const row = await database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
        .select(['accounts.id', 'name', 'display_name', 'role', 'expires_at'])
        .select('sessions.created_at as began_at')
        .where('token_hash', '=', hashOf(token))
        .where('expires_at', '>', now)
        // A session from the future was made while the clock was ahead. It would last too long.
        .where('sessions.created_at', '<=', now + SLACK_MS)
        .executeTakeFirst();
      if (!row) return undefined;
      await renew(token, row, now);
      return accountOf(row);
    },
    async end(token) {
      await database.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute();
    },
    async endAll(account) {
      await database.deleteFrom('sessions').where('account_id', '=', account).execute();
    },
    async prune(expiredBefore = platform.now() + 1, limit = MOST) {
      const old = database
        .selectFrom('sessions')
        .select('token_hash')
        .where('expires_at', '<', expiredBefore)
        .limit(limit);
      const { numDeletedRows } = await database
        .deleteFrom('sessions')
        .where('token_hash', 'in', old)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

// A fast hash is enough: the token is 256 random bits, so there is nothing to guess.
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
