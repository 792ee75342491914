import { Failure } from '../failures/failure.ts';
import { BUDGET_EXCEEDED } from '../failures/kinds/budget.ts';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { tell as tellEach } from '../observable/tell.ts';
import type { Clock } from '../platform/platform.ts';
import { webClock } from '../platform/web-clock.ts';
import type { BudgetPort, Receipt } from '../ports/budget-port.ts';
import type { ChannelPort } from '../ports/channel-port.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { fanOut } from '../telemetry/fan-out.ts';
import type { TelemetryEvent, TelemetrySink } from '../telemetry/telemetry-event.ts';
import { pay } from './pay.ts';
import { payQueued } from './pay-queued.ts';
import type { Reservations } from './reservations.ts';
import {
  availableMicros,
  newLedger,
  nextLedger,
  passedThreshold,
  reservedMicros,
  usedShare,
} from './ledger-state.ts';
import type { Ledger, LedgerEvent, LedgerStep } from './ledger-state.ts';

export interface BudgetOptions {
  /** Whose budget it is. */
  readonly owner: string;
  /** What may be spent, in whole micro-units, until the server says otherwise (`set`). */
  readonly limitMicros: number;
  readonly store: LedgerStore<Ledger>;
  /**
   * Milliseconds after which a reservation that was not settled is given back; longer than an operation takes.
   * Setting the clock of the device changes nothing for pages that are open. @default 600_000
   */
  readonly reservationMs?: number;
  /** Shares of the limit that are told when they are passed. @default [0.8, 0.95] */
  readonly thresholds?: readonly number[];
  /** Tells the other tabs to look again. @default none */
  readonly channel?: ChannelPort;
  /** @default none */
  readonly sinks?: readonly TelemetrySink[];
  /** @default webClock */
  readonly platform?: Clock;
}

export interface BudgetView {
  readonly limitMicros: number;
  readonly spentMicros: number;
  readonly reservedMicros: number;
  readonly availableMicros: number;
  /** The highest threshold that is passed at present. */
  readonly threshold: number | undefined;
}

export interface Budget extends BudgetPort, Reservations, Observable<BudgetView> {
  /** The server's word on the limit, and on what is spent on all devices. */
  set(limitMicros: number, spentMicros?: number): Promise<void>;
  /** Reads the store again and gives back what has expired. */
  refresh(): Promise<void>;
  /** Hears the other tabs no longer. */
  dispose(): void;
}

const MESSAGE = 'holdfast.budget';
const STEPS = { reserve: 'reserved', commit: 'committed', release: 'released' } as const;

/**
 * Checks money and quota before they are spent, once it is handed to `createHoldfast`. Exact over tabs,
 * because each step is one atomic update of the store. Retries of an operation share its key and with it
 * one reservation; a hedge or a new start needs its own. The ledger only knows what this device does;
 * the server's refusal always wins.
 */
export function createBudget(options: BudgetOptions): Budget {
  const {
    owner,
    limitMicros,
    store,
    reservationMs = 600_000,
    thresholds = [0.8, 0.95],
    channel,
    platform = webClock,
  } = options;
  const sink = fanOut(options.sinks ?? []);
  const view = createCell(viewOf(newLedger(limitMicros), thresholds));
  const receipts = createCell<readonly Receipt[]>([]);
  // A wall clock set forward must not give back what is still being spent, so only its first word counts.
  const startedAt = platform.now() - platform.monotonic();
  const pageTime = (): number => startedAt + platform.monotonic();

  function tell(step: Step, micros: number, share: number): void {
    sink?.({ type: 'budget.changed', at: platform.now(), owner, step, micros, share });
  }

  async function take(event: LedgerEvent): Promise<boolean> {
    const { kept, before, step } = await store.update(owner, (stored = newLedger(limitMicros)) => {
      // What has expired first: it may be just what is missing.
      const { ledger } = nextLedger(stored, { type: 'expire', now: pageTime() });
      const next = nextLedger(ledger, event);
      return { ledger: next.ledger, result: { kept: stored, before: ledger, step: next } };
    });
    view.set(viewOf(step.ledger, thresholds));
    receipts.set(step.ledger.receipts);
    tellExpired(kept, before);
    report(event, before, step);
    if (step.ledger !== kept) tellEach([() => channel?.post({ type: MESSAGE, owner })]);
    return step.accepted;
  }

  function tellExpired(kept: Ledger, { receipts: now, ...rest }: Ledger): void {
    for (const receipt of now) {
      if (receipt.state !== 'expired' || kept.receipts.includes(receipt)) continue;
      tell('expired', receipt.reservedMicros, usedShare({ ...rest, receipts: now }));
    }
  }

  function report(
    event: LedgerEvent,
    before: Ledger,
    { ledger: after, accepted }: LedgerStep,
  ): void {
    const share = usedShare(after);
    if (!accepted && 'micros' in event) return tell('refused', event.micros ?? 0, share);
    if (after === before || !(event.type in STEPS)) return;
    const micros = Math.abs(
      event.type === 'commit'
        ? after.spentMicros - before.spentMicros
        : reservedMicros(after) - reservedMicros(before),
    );
    tell(STEPS[event.type as keyof typeof STEPS], micros, share);
    const threshold = passedThreshold(usedShare(before), share, thresholds);
    if (threshold !== undefined) tell('threshold', micros, threshold);
  }

  const refresh = async (): Promise<void> => {
    await take({ type: 'expire', now: pageTime() });
  };
  const leave = channel?.subscribe((message) => {
    const { type, owner: whose } = (message ?? {}) as { type?: unknown; owner?: unknown };
    // A store that cannot be read now is read by the next step.
    if (type === MESSAGE && whose === owner) refresh().catch(() => {});
  });

  const reservations: Reservations = {
    owner,
    async reserve(key, micros, { operation = '', holdMs = reservationMs } = {}) {
      const expiresAt = pageTime() + holdMs;
      if (await take({ type: 'reserve', key, owner, operation, micros, expiresAt })) return;
      throw new Failure(BUDGET_EXCEEDED);
    },
    async commit(key, micros) {
      await take({ type: 'commit', key, micros });
    },
    async release(key) {
      await take({ type: 'release', key });
    },
    async refused(micros) {
      await take({ type: 'refused', micros });
    },
  };

  return {
    ...reservations,
    pay: (paid, work) => pay(reservations, paid, work),
    payQueued: (paid, outbox, add) => payQueued(reservations, paid, outbox, add),
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    receipts: { getSnapshot: receipts.getSnapshot, subscribe: receipts.subscribe },
    async set(limit, spent) {
      await take({ type: 'set', limitMicros: limit, spentMicros: spent });
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
