import { Failure } from '@holdfast/core';
import {
  requireOptions,
  toTransportRequest,
  type AnyWrite,
  type OpaqueWrite,
} from '@holdfast/core/parts';
import { ENTRY_NOT_MIGRATED } from '@holdfast/core/failures';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { keep, QUEUED, UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';
import type { EntryChange, OutboxStore, Transition } from '../outbox/outbox-store.ts';
import { keepable } from '../outbox/refuse-unkeepable.ts';

/** What an outbox needs to send entries that another version of the app wrote. */
export interface Migration {
  /**
   * Gives the head of a lane as this code sends it, or the step that blocks it. Only an entry that was never
   * sent is migrated or blocked. An entry that was sent is repeated as it is, by code of any version. Gives
   * `undefined` for an entry whose content is encrypted. Pure.
   */
  rule(head: StoredEntry, baseUrl: string | undefined): StoredEntry | EntryStep | undefined;
  /** For one burst: migrates the encrypted entries, which no transaction of a claim can read. */
  encrypted(store: Pick<OutboxStore, 'change'>, baseUrl: string | undefined): EncryptedEntries;
}

interface EncryptedEntries {
  meet(id: string): void;
  /**
   * Migrates the encrypted entries that it met, each in its own change, for which the outbox decrypts the
   * entry. Gives the changes; `undefined` when there were none. It tries each entry once.
   */
  migrated(now: number): Promise<readonly EntryChange[]> | undefined;
}

export interface MigrationOptions {
  /**
   * Whether this code must know an operation to send its entries. An entry of an unknown operation for which it gives
   * `true` is blocked until a page with newer code opens. @default no: an entry is a whole request
   */
  readonly isRequired?: (operation: string) => boolean;
}

/**
 * Brings entries of older versions to the version of these operations when they are sent for the first time. An entry
 * of a newer version than this code knows is blocked (`schema`) and goes on when a page with that code opens.
 */
export function migrateEntries(
  operations: readonly AnyWrite[],
  options: MigrationOptions = {},
): Migration {
  requireOptions('migrateEntries', options, { isRequired: 'a function?' });
  requireOptions('migrateEntries', { operations }, { operations: 'a list' });

  const { isRequired = () => false } = options;
  const known = new Map(operations.map((one) => [one.name, one as unknown as OpaqueWrite]));
  const migration: Migration = {
    rule(head, baseUrl) {
      const { state, sends, version, incidentId } = head;
      const isBlocked = state.kind === 'blocked' && state.reason === 'schema';
      if (sends > 0 || state.kind === 'sending') return head;

      const block = (reason: string, cause?: unknown): EntryStep => {
        if (isBlocked && state.failure?.details?.['reason'] === reason) return UNCHANGED;
        const init = { incidentId, cause, details: { reason } };
        const failure = new Failure(ENTRY_NOT_MIGRATED, init).toJSON();
        return keep(head, { state: { kind: 'blocked', reason: 'schema', failure } });
      };
      const ready = isBlocked ? { ...head, state: QUEUED } : head;
      const operation = known.get(head.operation);
      if (!operation) return isRequired(head.operation) ? block('unknown') : ready;
      if (version > operation.version) return block('newer');
      if (version === operation.version || !operation.migrate) return ready;
      if (head.sealed) return undefined;
      try {
        return migrated(ready, operation, baseUrl);
      } catch (error) {
        return block('threw', error);
      }
    },
    encrypted(store, baseUrl) {
      const unread = new Set<string>();
      const tried = new Set<string>();
      const decide: Transition = (stored) => {
        const made = migration.rule(stored, baseUrl) ?? UNCHANGED;
        return 'kind' in made ? made : keep(made, {});
      };
      return {
        meet: (id) => void (tried.has(id) || unread.add(id)),
        migrated(now) {
          if (unread.size === 0) return undefined;
          const changes = [...unread].map((id) => {
            tried.add(id);
            // The entry stays as it is until the next burst.
            return store.change(id, decide, now).catch(() => undefined);
          });
          unread.clear();
          return Promise.all(changes).then((all) => all.flatMap((change) => change ?? []));
        },
      };
    },
  };
  return migration;
}

/** What the operation makes of an entry of an older version: the input of its version, and the request for that. */
function migrated(
  entry: StoredEntry,
  { version, migrate = {}, request, expectation, invalidates, honoursKey }: OpaqueWrite,
  baseUrl: string | undefined,
): StoredEntry {
  const steps = Object.keys(migrate)
    .map(Number)
    .filter((step) => step > entry.version && step <= version)
    .toSorted((a, b) => a - b);
  const input = steps.reduce((old: unknown, step) => migrate[step]?.(old as never), entry.input);
  const sent = toTransportRequest(request(input), baseUrl ?? '');
  const made = { version, input, request: sent, expectation, invalidates, honoursKey };
  // The operation makes the body anew, also where it lay apart from its row.
  const { bodyParts: _apart, ...whole } = entry;
  return { ...whole, ...keepable({ ...whole, ...made }, baseUrl) };
}
