import { Failure } from '../failures/failure.ts';
import { BUDGET_EXCEEDED } from '../failures/kinds/budget.ts';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { ChannelPort } from '../ports/channel-port.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { TelemetryEvent, TelemetrySink } from '../telemetry/telemetry-event.ts';
import {
  availableMicros,
  newLedger,
  nextLedger,
  passedThreshold,
  reservedMicros,
  usedShare,
} from './ledger-state.ts';
import type { Ledger, LedgerEvent } from './ledger-state.ts';

export interface BudgetOptions {
  /** Whose budget it is. */
  readonly owner: string;
  /** What may be spent, in whole micro-units, until the server says otherwise (`set`). */
  readonly limitMicros: number;
  readonly store: LedgerStore<Ledger>;
  /** Milliseconds after which a reservation nobody settled is given back. @default 600_000 */
  readonly reservationMs?: number;
  /** Shares of the limit that are told when they are passed. @default [0.8, 0.95] */
  readonly thresholds?: readonly number[];
  /** Tells the other tabs to look again. @default none */
  readonly channel?: ChannelPort;
  /** @default none */
  readonly sink?: TelemetrySink;
  /** @default webPlatform */
  readonly platform?: Platform;
}

export interface BudgetView {
  readonly limitMicros: number;
  readonly spentMicros: number;
  readonly reservedMicros: number;
  readonly availableMicros: number;
  /** The highest threshold that is passed at present. */
  readonly threshold: number | undefined;
}

export interface Budget extends Observable<BudgetView> {
  /**
   * Holds back what an operation may cost at most, before it is sent. The id is its idempotency key:
   * retries of the same operation share one reservation, a hedge or a new start needs its own. Rejects
   * with `BUDGET_EXCEEDED` when it does not fit.
   */
  reserve(id: string, micros: number): Promise<void>;
  /** What it cost by the server's word. Once for each reservation, however often it is told. */
  commit(id: string, micros: number): Promise<void>;
  /** Gives back what was provably never sent. What may have been is committed, or expires. */
  release(id: string): Promise<void>;
  /** The server's word on the limit, and on what is spent on all devices. */
  set(limitMicros: number, spentMicros?: number): Promise<void>;
  /** Reads the store again and gives back what has expired. */
  refresh(): Promise<void>;
  /** Hears the other tabs no longer. */
  dispose(): void;
}

const MESSAGE = 'holdfast.budget';
const STEPS = {
  reserve: 'reserved',
  commit: 'committed',
  release: 'released',
  expire: 'expired',
} as const;

/**
 * Checks money and quota before they are spent. Exact over tabs, because each step is one atomic update
 * of the store. The ledger only knows what this device does; the server's refusal always wins.
 */
export function createBudget(options: BudgetOptions): Budget {
  const {
    owner,
    limitMicros,
    store,
    reservationMs = 600_000,
    thresholds = [0.8, 0.95],
    channel,
    sink,
    platform = webPlatform,
  } = options;
  const view = createCell(viewOf(newLedger(limitMicros), thresholds));

  function tell(step: Step, micros: number, share: number): void {
    sink?.({ type: 'budget.changed', at: platform.now(), owner, step, micros, share });
  }

  async function take(event: LedgerEvent): Promise<boolean> {
    const { before, after, accepted } = await store.update(
      owner,
      (kept = newLedger(limitMicros)) => {
        // What has expired first: it may be just what is missing.
        const { ledger } = nextLedger(kept, { type: 'expire', now: platform.now() });
        const step = nextLedger(ledger, event);
        return {
          ledger: step.ledger,
          result: { before: kept, after: step.ledger, accepted: step.accepted },
        };
      },
    );
    view.set(viewOf(after, thresholds));
    report(event, before, after, accepted);
    if (event.type !== 'expire') channel?.post({ type: MESSAGE, owner });
    return accepted;
  }

  function report(event: LedgerEvent, before: Ledger, after: Ledger, accepted: boolean): void {
    const share = usedShare(after);
    const micros = 'micros' in event ? event.micros : 0;
    const gaveBack = Object.keys(after.expired).filter((id) =>
      Object.hasOwn(before.reservations, id),
    );
    for (const id of gaveBack) tell('expired', after.expired[id]?.micros ?? 0, share);
    if (event.type === 'expire' || event.type === 'set') return;
    tell(accepted ? STEPS[event.type] : 'refused', micros, share);
    const threshold = passedThreshold(usedShare(before), share, thresholds);
    if (threshold !== undefined) tell('threshold', micros, threshold);
  }

  const refresh = async (): Promise<void> => {
    await take({ type: 'expire', now: platform.now() });
  };
  const leave = channel?.subscribe((message) => {
    const { type, owner: whose } = (message ?? {}) as { type?: unknown; owner?: unknown };
    // A store that cannot be read now is read by the next step.
    if (type === MESSAGE && whose === owner) refresh().catch(() => {});
  });

  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    async reserve(id, micros) {
      const expiresAt = platform.now() + reservationMs;
      if (await take({ type: 'reserve', id, micros, expiresAt })) return;
      throw new Failure(BUDGET_EXCEEDED);
    },
    async commit(id, micros) {
      await take({ type: 'commit', id, micros });
    },
    async release(id) {
      await take({ type: 'release', id });
    },
    async set(limit, spent) {
      const more = spent === undefined ? {} : { spentMicros: spent };
      await take({ type: 'set', limitMicros: limit, ...more });
    },
    refresh,
    dispose: () => leave?.(),
  };
}

type Step = (TelemetryEvent & { readonly type: 'budget.changed' })['step'];

function viewOf(ledger: Ledger, thresholds: readonly number[]): BudgetView {
  const { limitMicros, spentMicros } = ledger;
  return {
    limitMicros,
    spentMicros,
    reservedMicros: reservedMicros(ledger),
    availableMicros: availableMicros(ledger),
    threshold: passedThreshold(-1, usedShare(ledger), thresholds),
  };
}
