import { createHash, randomBytes } from 'node:crypto';
import { type Platform, webPlatform } from '@holdfast/core/parts';
import type { SecretProof } from '@holdfast/server/credentials';
import type { Account } from '../accounts/account-store.ts';
import type { Database } from '../database/tables.ts';

export interface SessionStore {
  /** Signs in a client that proved to be the owner, and returns the token for the cookie. Stores only its hash. */
  start(proof: SecretProof): Promise<string>;
  /** The account of a session. `undefined` for a forged, expired or ended session. */
  find(token: string): Promise<Account | undefined>;
  end(token: string): Promise<void>;
  /** Signs an account out on every device. */
  endAll(account: string): Promise<void>;
  /** Forgets at most `limit` sessions that expired before a time. */
  prune(expiredBefore?: number, limit?: number): Promise<number>;
}

export interface SessionStoreOptions {
  readonly sessionMs: number;
  /** How many sessions of one account there are at once; a new one ends the oldest. @default 50 */
  readonly maxSessions?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/** By how much clocks of servers may differ. */
const SLACK_MS = 86_400_000;
const MOST = 1000;

export function createSessionStore(
  database: Database,
  { sessionMs, maxSessions = 50, platform = webPlatform }: SessionStoreOptions,
): SessionStore {
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
          expires_at: now + sessionMs,
        })
        .execute();
      // The new one stays, also when the clock was ahead before.
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
    find: (token) =>
      database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
        .select(['accounts.id', 'accounts.name'])
        .where('token_hash', '=', hashOf(token))
        .where('expires_at', '>', platform.now())
        // A session from the future was made while the clock was ahead. It would last too long.
        .where('sessions.created_at', '<=', platform.now() + SLACK_MS)
        .executeTakeFirst(),
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
