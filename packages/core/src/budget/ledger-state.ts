import type { Receipt } from '../ports/budget-port.ts';

/**
 * The budget of one owner: a limit, and a receipt for each operation, the oldest first. Sums are whole micro-units.
 */
export interface Ledger {
  readonly limitMicros: number;
  readonly spentMicros: number;
  readonly receipts: readonly Receipt[];
  /** The row that did not parse, exactly as the store had kept it. */
  readonly damaged?: unknown;
}

export type LedgerEvent =
  | {
      readonly type: 'reserve';
      readonly key: string;
      readonly owner: string;
      readonly operation: string;
      readonly micros: number;
      readonly expiresAt: number;
    }
  /** The server's figure, which may be larger, come late or come twice. @default the reserved sum */
  | { readonly type: 'commit'; readonly key: string; readonly micros?: number | undefined }
  /** Only for an operation that provably cost nothing. */
  | { readonly type: 'release'; readonly key: string }
  /** The server said that this sum is more than is left. */
  | { readonly type: 'refused'; readonly micros: number }
  | { readonly type: 'expire'; readonly now: number }
  /** The server's figures for the limit and the spent sum, for all devices together. */
  | {
      readonly type: 'set';
      readonly limitMicros: number;
      readonly spentMicros?: number | undefined;
    };

export interface LedgerStep {
  /** The same object when nothing changed. */
  readonly ledger: Ledger;
  /** False only for a reservation that does not fit; then the ledger is unchanged. */
  readonly accepted: boolean;
}

// How long the ledger waits for the server's figure after a reservation was given back.
const FORGOTTEN_MS = 86_400_000;
// How many settled receipts are kept. While a receipt is kept, its key is not charged a second time.
const SETTLED_KEPT = 100;

export function newLedger(limitMicros: number): Ledger {
  return { limitMicros, spentMicros: 0, receipts: [] };
}

/** One step of a budget. The same key reserved twice is one reservation, so a retry costs nothing more. */
export function nextLedger(ledger: Ledger, event: LedgerEvent): LedgerStep {
  const { receipts, spentMicros } = ledger;
  const known = 'key' in event ? receipts.find(({ key }) => key === event.key) : undefined;
  const unchanged: LedgerStep = { ledger, accepted: true };
  const done = (change: Partial<Ledger>): LedgerStep => ({
    ledger: { ...ledger, ...change },
    accepted: true,
  });
  const put = (receipt: Receipt): Pick<Ledger, 'receipts'> => ({
    receipts: trim([...receipts.filter(({ key }) => key !== receipt.key), receipt]),
  });

  switch (event.type) {
    case 'reserve': {
      if (known?.state === 'held' || known?.state === 'spent') return unchanged;
      const { key, owner, operation, micros, expiresAt } = event;
      // With a limit that is no number nothing is available.
      if (!isMicros(micros) || !(micros <= availableMicros(ledger))) {
        return { ledger, accepted: false };
      }
      const amounts = { reservedMicros: micros, spentMicros: 0, returnedMicros: 0 };
      return done(put({ key, owner, operation, state: 'held', ...amounts, expiresAt }));
    }
    case 'commit': {
      if (!known) return unchanged;
      const isSpent = known.state === 'spent';
      const micros = event.micros ?? (isSpent ? known.spentMicros : known.reservedMicros);
      if (!isMicros(micros) || (isSpent && micros === known.spentMicros)) return unchanged;
      const returnedMicros = Math.max(0, known.reservedMicros - micros);
      return done({
        ...put({ ...known, state: 'spent', spentMicros: micros, returnedMicros }),
        spentMicros: spentMicros + micros - known.spentMicros,
      });
    }
    case 'release':
      return known?.state === 'held' || known?.state === 'expired'
        ? done(put({ ...known, state: 'returned', returnedMicros: known.reservedMicros }))
        : unchanged;
    case 'refused': {
      const tooMuch = availableMicros(ledger) - Math.max(0, event.micros - 1);
      return tooMuch > 0 ? done({ spentMicros: spentMicros + tooMuch }) : unchanged;
    }
    case 'expire': {
      const next = receipts.flatMap((receipt) => expire(receipt, event.now));
      const isSame =
        next.length === receipts.length && next.every((one, at) => one === receipts[at]);
      return isSame ? unchanged : done({ receipts: next });
    }
    case 'set': {
      const { limitMicros, spentMicros: spent = spentMicros } = event;
      return isMicros(limitMicros) && isMicros(spent)
        ? done({ limitMicros, spentMicros: spent })
        : unchanged;
    }
  }
}

export function isMicros(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function expire(receipt: Receipt, now: number): Receipt[] {
  const { state, expiresAt } = receipt;
  if (state === 'held' && expiresAt <= now) {
    return [{ ...receipt, state: 'expired', returnedMicros: receipt.reservedMicros }];
  }
  return state === 'expired' && expiresAt + FORGOTTEN_MS <= now ? [] : [receipt];
}

const isSettled = ({ state }: Receipt): boolean => state === 'spent' || state === 'returned';

/** Forgets the oldest of the settled receipts. */
function trim(receipts: readonly Receipt[]): readonly Receipt[] {
  const oldest = receipts.findIndex(isSettled);
  return receipts.filter(isSettled).length > SETTLED_KEPT
    ? receipts.toSpliced(oldest, 1)
    : receipts;
}

/** The sum that the ledger holds for operations under way. */
export function reservedMicros({ receipts }: Ledger): number {
  return receipts.reduce(
    (sum, { state, reservedMicros: micros }) => (state === 'held' ? sum + micros : sum),
    0,
  );
}

/** The sum that may still be reserved. It is never negative, even if a server's figure has passed the limit. */
export function availableMicros(ledger: Ledger): number {
  return Math.max(0, ledger.limitMicros - ledger.spentMicros - reservedMicros(ledger));
}

/** The share of the limit that is spent or reserved: 1 and more when nothing is left. */
export function usedShare(ledger: Ledger): number {
  const used = ledger.spentMicros + reservedMicros(ledger);
  return ledger.limitMicros === 0 ? 1 : used / ledger.limitMicros;
}

/** The highest of the thresholds that a step passed on the way up. */
export function passedThreshold(
  before: number,
  after: number,
  thresholds: readonly number[],
): number | undefined {
  const passed = thresholds.filter((threshold) => before < threshold && after >= threshold);
  return passed.length === 0 ? undefined : Math.max(...passed);
}
