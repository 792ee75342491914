/**
 * One owner's budget in integer micro-units. `reservations` are promised to operations still under way;
 * `expired` are those nobody settled in time: given back, but still charged if the server's figure comes.
 */
export interface Ledger {
  readonly limitMicros: number;
  readonly spentMicros: number;
  readonly reservations: Readonly<Record<string, Reservation>>;
  readonly expired: Readonly<Record<string, Reservation>>;
}

export interface Reservation {
  readonly micros: number;
  /** Wall-clock milliseconds after which a reservation nobody settled is given back. */
  readonly expiresAt: number;
}

export type LedgerEvent =
  | {
      readonly type: 'reserve';
      readonly id: string;
      readonly micros: number;
      readonly expiresAt: number;
    }
  /** The server's figure; it wins over what was reserved, also when it is larger or late. */
  | { readonly type: 'commit'; readonly id: string; readonly micros: number }
  /** Only for what was provably never sent. */
  | { readonly type: 'release'; readonly id: string }
  | { readonly type: 'expire'; readonly now: number }
  /** The server's word on the limit and on what is spent, for all devices together. */
  | { readonly type: 'set'; readonly limitMicros: number; readonly spentMicros?: number };

export interface LedgerStep {
  readonly ledger: Ledger;
  /** False only for a reservation that does not fit; then the ledger is unchanged. */
  readonly accepted: boolean;
}

// How long the server's figure is waited for after a reservation was given back.
const FORGOTTEN_MS = 86_400_000;

export function newLedger(limitMicros: number): Ledger {
  return { limitMicros, spentMicros: 0, reservations: {}, expired: {} };
}

/** One step of a budget. The same id reserved twice is one reservation, so a retry costs nothing more. */
export function nextLedger(ledger: Ledger, event: LedgerEvent): LedgerStep {
  const { reservations, expired, spentMicros } = ledger;
  const done = (change: Partial<Ledger>): LedgerStep => ({
    ledger: { ...ledger, ...change },
    accepted: true,
  });

  switch (event.type) {
    case 'reserve': {
      const { id, micros, expiresAt } = event;
      if (Object.hasOwn(reservations, id)) return done({});
      if (!isMicros(micros) || micros > availableMicros(ledger)) return { ledger, accepted: false };
      return done({
        reservations: { ...reservations, [id]: { micros, expiresAt } },
        expired: without(expired, id),
      });
    }
    case 'commit': {
      const { id, micros } = event;
      const isKnown = Object.hasOwn(reservations, id) || Object.hasOwn(expired, id);
      if (!isKnown || !isMicros(micros)) return done({});
      return done({
        reservations: without(reservations, id),
        expired: without(expired, id),
        spentMicros: spentMicros + micros,
      });
    }
    case 'release':
      return done({ reservations: without(reservations, event.id) });
    case 'expire': {
      const isOver = ({ expiresAt }: Reservation): boolean => expiresAt <= event.now;
      const given = select(reservations, isOver);
      const kept = select(expired, ({ expiresAt }) => expiresAt + FORGOTTEN_MS > event.now);
      return done({
        reservations: select(reservations, (one) => !isOver(one)),
        expired: { ...kept, ...given },
      });
    }
    case 'set': {
      const { limitMicros, spentMicros: spent = spentMicros } = event;
      return isMicros(limitMicros) && isMicros(spent)
        ? done({ limitMicros, spentMicros: spent })
        : done({});
    }
  }
}

type Reservations = Readonly<Record<string, Reservation>>;

const isMicros = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function select(all: Reservations, chosen: (one: Reservation) => boolean): Reservations {
  return Object.fromEntries(Object.entries(all).filter(([, one]) => chosen(one)));
}

function without(all: Reservations, id: string): Reservations {
  return Object.fromEntries(Object.entries(all).filter(([other]) => other !== id));
}

/** What is promised to operations under way. */
export function reservedMicros({ reservations }: Ledger): number {
  return Object.values(reservations).reduce((sum, { micros }) => sum + micros, 0);
}

/** What may still be reserved; never negative, though a server's figure may have passed the limit. */
export function availableMicros(ledger: Ledger): number {
  return Math.max(0, ledger.limitMicros - ledger.spentMicros - reservedMicros(ledger));
}

/** Of the limit, spent and reserved together; 1 and more when nothing is left. */
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
