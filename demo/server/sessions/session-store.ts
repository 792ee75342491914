import { createHash, randomBytes } from 'node:crypto';
import { type Platform, webPlatform } from '@holdfast/core';
import type { SecretProof } from '@holdfast/server/credentials';
import type { Account } from '../accounts/account-store.ts';
import type { Database } from '../database/tables.ts';

export interface SessionStore {
  /** Signs in who proved to be the owner, and gives the token for the cookie; only its hash is kept. */
  start(proof: SecretProof): Promise<string>;
  /** Whose session this is. `undefined` for a forged, expired or ended one. */
  find(token: string): Promise<Account | undefined>;
  end(token: string): Promise<void>;
  /** Signs an account out on every device. */
  endAll(account: string): Promise<void>;
  /** Forgets what has expired. */
  prune(): Promise<void>;
}

export interface SessionStoreOptions {
  readonly sessionMs: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

export function createSessionStore(
  database: Database,
  { sessionMs, platform = webPlatform }: SessionStoreOptions,
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
      return token;
    },
    find: (token) =>
      database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
        .select(['accounts.id', 'accounts.name'])
        .where('token_hash', '=', hashOf(token))
        .where('expires_at', '>', platform.now())
        .executeTakeFirst(),
    async end(token) {
      await database.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute();
    },
    async endAll(account) {
      await database.deleteFrom('sessions').where('account_id', '=', account).execute();
    },
    async prune() {
      await database.deleteFrom('sessions').where('expires_at', '<=', platform.now()).execute();
    },
  };
}

// A fast hash is enough: the token is 256 random bits, so there is nothing to guess.
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
