import type { AlertRule } from './rules/alert-rule.ts';
import type { Alert } from './state/alert.ts';
import type { AlertEvent } from './state/alert-event.ts';
import type { Silence } from './state/silence.ts';

/** The right to judge. Only one server has it, and the store refuses a change under an older epoch. */
export interface AlertLease {
  readonly holder: string;
  readonly epoch: number;
}

/** A lease as the store has it. */
export interface HeldLease extends AlertLease {
  /** Its end, by the clock of its holder; 0 when it was given back. */
  readonly until: number;
}

/** The rules, and how often they were changed. */
export interface RuleBook {
  readonly revision: number;
  readonly rules: readonly AlertRule[];
  readonly at: number;
  /** The id of the administrator who changed them last; absent for the rules that the app came with. */
  readonly by?: string;
  /** The store cannot read the rules. Those that the app came with take their place until the next change. */
  readonly isDamaged?: true;
}

/** The parts of one change, which the store commits together. */
export interface AlertChange {
  /** Absent for a change by an administrator, which needs no lease. */
  readonly lease?: AlertLease;
  /** Alerts with the versions that they get: the store has each with the version before. A new alert gets 1. */
  readonly alerts: readonly Alert[];
  readonly events: readonly AlertEvent[];
  /** The memories of rules, by their ids. */
  readonly memories: ReadonlyMap<string, unknown>;
}

/** Keeps alerts, rules, silences and history. `TTransaction` is the handle that notices are enqueued by. */
export interface AlertStore<TTransaction> {
  /**
   * Takes the lease or goes on with it: the epoch grows when the holder changes. `undefined` while another holder has
   * it.
   */
  lease(holder: string, now: number, ttlMs: number): Promise<AlertLease | undefined>;
  /** The last lease that was taken. */
  leased(): Promise<HeldLease | undefined>;
  /** Gives the lease back, so that another server need not wait for its end. */
  release(lease: AlertLease): Promise<void>;

  rules(): Promise<RuleBook | undefined>;
  /** Replaces the rules. `false` when `revision` is not the one after that of the store. */
  saveRules(book: RuleBook): Promise<boolean>;

  /** Every alert that is not `ok` or whose cool-down is not over. */
  open(now: number): Promise<readonly Alert[]>;
  alert(fingerprint: string): Promise<Alert | undefined>;
  memories(): Promise<ReadonlyMap<string, unknown>>;
  /**
   * Makes all of a change, and what `enqueue` does with the same transaction, or nothing. `false` without any change
   * when the lease is lost or an alert has another version.
   */
  commit(
    change: AlertChange,
    enqueue?: (transaction: TTransaction) => Promise<void>,
  ): Promise<boolean>;

  /** The newest events first. */
  history(limit: number, fingerprint?: string): Promise<readonly AlertEvent[]>;

  addSilence(silence: Silence): Promise<void>;
  /** Silences that end later than this. */
  silences(now: number): Promise<readonly Silence[]>;
  /** `false` when there was none that ends later. */
  endSilence(id: string, now: number): Promise<boolean>;

  /** Removes events from before this time, and alerts that have been `ok` since before; at most `limit`. */
  prune(before: number, limit?: number): Promise<number>;
}
