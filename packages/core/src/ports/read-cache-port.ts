import type { Failure } from '../failures/failure.ts';
import type { Observable } from '../observable/observable.ts';
import type { OpaqueRead } from '../operations/operation.ts';
import type { Stale } from '../operations/outcome.ts';
import type { Platform } from '../platform/platform.ts';
import type { Run } from '../runtime/run.ts';
import type { Identity } from './identity.ts';

/** An answer that the device keeps, as the server gave it. A read checks it against its schema again. */
export interface CachedRead {
  readonly value: unknown;
  /**
   * Wall-clock milliseconds when the read was asked. A write that took effect later is perhaps not in the answer, so a
   * slice shows it over the answer: see `OutboxPort.sent`.
   */
  readonly storedAt: number;
}

/** The work of a cache for one run of a read. */
export interface KeptRead {
  /** Keeps an answer. Never rejects. */
  keep(answer: unknown): Promise<void>;
  /**
   * The kept answer in place of the failure; `undefined` when there is none that may be shown, or the cache does not tell
   * within ten seconds. Never rejects.
   */
  stale(failure: Failure): Promise<Stale<unknown> | undefined>;
}

/** The parts of its runtime that a cache needs. */
export interface KeepingRuntime {
  readonly cache: ReadCachePort;
  readonly identity: Observable<Identity | null>;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  readonly isDisposed: () => boolean;
}

/** Keeps answers of reads, apart per owner. It may forget anything at any time; it never mixes owners. */
export interface ReadCachePort {
  /**
   * Keeps the answers of a run, tells its `onKept` of a kept one at once, and gives that one when the run fails: an
   * author of a cache gives `keptRead`. It comes
   * with the cache, so that a page without a cache does not ship it. Throws `INPUT_INVALID` for an input that cannot
   * be compared; such a read is not sent. `undefined` for a read that never falls back on a kept answer.
   */
  keptRead(
    runtime: KeepingRuntime,
    operation: OpaqueRead,
    parsed: unknown,
    input: unknown,
    run: Pick<Run, 'owner' | 'onKept'>,
  ): KeptRead | undefined;
  get(owner: string, key: string): Promise<CachedRead | undefined>;
  put(owner: string, key: string, read: CachedRead): Promise<void>;
  /** Forgets everything of one owner. */
  clear(owner: string): Promise<void>;
}
