import { requireOptions } from '#options';
import { Failure } from '../failures/failure.ts';
import { BUDGET_EXCEEDED } from '../failures/kinds/budget.ts';
import { STORAGE_CORRUPT } from '../failures/kinds/storage.ts';
import { createCell } from '../observable/cell.ts';
import { tell as tellEach } from '../observable/tell.ts';
import type { Clock } from '../platform/platform.ts';
import { webClock } from '../platform/web-clock.ts';
import type { BudgetPort, BudgetView, Receipt, RuntimeBudget } from '../ports/budget-port.ts';
import type { ChannelPort } from '../ports/channel-port.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { fanOut } from '../telemetry/fan-out.ts';
import type { TelemetryEvent, TelemetrySink } from '../telemetry/telemetry-event.ts';
import { pay } from './pay.ts';
import { payForRuns } from './pay-for-runs.ts';
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
import { parseLedger } from './parse-ledger.ts';

export interface BudgetOptions {
  /** The user whose budget it is: the `subject` of their `Identity`. */
  readonly owner: string;
  /** The sum that may be spent, in whole micro-units, until `set` tells the server's figure. */
  readonly limitMicros: number;
  readonly store: LedgerStore<Ledger>;
  /**
   * Milliseconds after which the budget gives back a reservation that was not settled. Make it longer than any
   * operation takes. A change of the device's clock does not affect pages that are open. @default 600_000
   */
  readonly reservationMs?: number;
  /** Shares of the limit. The sink hears when spending passes one of them. @default [0.8, 0.95] */
  readonly thresholds?: readonly number[];
  /** Tells the other tabs to look again. @default none */
  readonly channel?: ChannelPort;
  /** @default none */
  readonly sinks?: readonly TelemetrySink[];
  /** @default webClock */
  readonly platform?: Clock;
}

export interface Budget extends RuntimeBudget, Reservations {
  getSnapshot(): BudgetView;
  subscribe(listener: () => void): () => void;
  /** Takes over the server's limit and, if given, its figure of the sum spent on all devices. */
  set(limitMicros: number, spentMicros?: number): Promise<void>;
  /** Reads the store again, and gives back reservations that have expired. */
  refresh(): Promise<void>;
  /** Stops listening to the other tabs. The ledger stays. */
  dispose(): void;
}

const MESSAGE = 'holdfast.budget';
const NEVER = 9e15;
const STEPS = { reserve: 'reserved', commit: 'committed', release: 'released' } as const;

/**
 * Checks, before an operation with a `cost` is queued or sent, that its cost fits the budget. Give it to
 * `createHoldfast` as `budget`. The check is exact over all tabs, because each step is one atomic update of the
 * store. All attempts of one run share one reservation, by their key; a new run needs its own. The ledger knows
 * only the spending on this device, so a refusal of the server always wins.
 */
export function createBudget(options: BudgetOptions): Budget {
  requireOptions('createBudget', options, {
    owner: 'a text that is not empty',
    limitMicros: 'a number from 0 on',
    store: 'an object with update',
    reservationMs: 'a number above 0?',
    thresholds: 'shares from 0 to 1?',
    channel: 'an object with post, subscribe?',
    sinks: 'a list of functions?',
    platform: 'an object with now, monotonic, schedule?',
  });
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
  // If the user sets the wall clock forward, reservations of running operations must not expire. So the budget
  // reads the wall clock once.
  const startedAt = platform.now() - platform.monotonic();
  const pageTime = (): number => startedAt + platform.monotonic();

  function tell(step: Step, micros: number, share: number): void {
    sink?.({ type: 'budget.changed', at: platform.now(), owner, step, micros, share });
  }

  async function take(event: LedgerEvent): Promise<boolean> {
    const { kept, before, step, isDamaged } = await store.update(owner, (found) => {
      const stored = found === undefined ? newLedger(limitMicros) : parseLedger(found, limitMicros);
      // Gives expired reservations back first, because their sum may be just enough.
      const { ledger } = nextLedger(stored, { type: 'expire', now: pageTime() });
      const next = nextLedger(ledger, event);
      return {
        ledger: next.ledger,
        result: {
          kept: stored,
          before: ledger,
          step: next,
          isDamaged: found !== undefined && stored !== found,
        },
      };
    });
    if (isDamaged) {
      const failure = new Failure(STORAGE_CORRUPT).toJSON();
      sink?.({ type: 'storage.damaged', at: platform.now(), database: 'budget', rows: 1, failure });
    }
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
    // If the store cannot be read now, the next step reads it.
    if (type === MESSAGE && whose === owner) refresh().catch(() => {});
  });

  const reservations: Reservations = {
    owner,
    async reserve(key, micros, { operation = '', holdMs = reservationMs } = {}) {
      // Finite, because JSON has no other number: a store would lose the reservation.
      const expiresAt = pageTime() + (holdMs < NEVER ? holdMs : NEVER);
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

  const port: BudgetPort = {
    pay: (paid, work) => pay(reservations, paid, work),
    payQueued: (paid, outbox, add) => payQueued(reservations, paid, outbox, add),
    receipts: { getSnapshot: receipts.getSnapshot, subscribe: receipts.subscribe },
  };
  return {
    ...reservations,
    ...port,
    ...payForRuns(port),
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
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
