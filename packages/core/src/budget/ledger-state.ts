/** One owner's budget in integer micro-units. `reserved` is promised to operations still under way. */
export interface Ledger {
  readonly limitMicros: number;
  readonly spentMicros: number;
  readonly reservations: Readonly<Record<string, Reservation>>;
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
  /** The server's figure; it wins over what was reserved, also when it is larger. */
  | { readonly type: 'commit'; readonly id: string; readonly micros: number }
  /** Only for what was provably never sent. */
  | { readonly type: 'release'; readonly id: string }
  | { readonly type: 'expire'; readonly now: number };

export interface LedgerStep {
  readonly ledger: Ledger;
  /** False only for a reservation that does not fit; then the ledger is unchanged. */
  readonly accepted: boolean;
}

/** One step of a budget. The same id reserved twice is one reservation, so a retry costs nothing more. */
export function nextLedger(ledger: Ledger, event: LedgerEvent): LedgerStep {
  const { reservations, spentMicros } = ledger;
  const done = (change: Partial<Ledger>): LedgerStep => ({
    ledger: { ...ledger, ...change },
    accepted: true,
  });

  switch (event.type) {
    case 'reserve': {
      if (Object.hasOwn(reservations, event.id)) return done({});
      if (event.micros > availableMicros(ledger)) return { ledger, accepted: false };
      const { micros, expiresAt } = event;
      return done({ reservations: { ...reservations, [event.id]: { micros, expiresAt } } });
    }
    case 'commit':
      if (!Object.hasOwn(reservations, event.id)) return done({});
      return done({ reservations: without(event.id), spentMicros: spentMicros + event.micros });
    case 'release':
      return done({ reservations: without(event.id) });
    case 'expire':
      return done({
        reservations: Object.fromEntries(
          Object.entries(reservations).filter(([, { expiresAt }]) => expiresAt > event.now),
        ),
      });
  }

  function without(id: string): Ledger['reservations'] {
    return Object.fromEntries(Object.entries(reservations).filter(([other]) => other !== id));
  }
}

/** What may still be reserved; never negative, though a server's figure may have passed the limit. */
export function availableMicros({ limitMicros, spentMicros, reservations }: Ledger): number {
  const reserved = Object.values(reservations).reduce((sum, { micros }) => sum + micros, 0);
  return Math.max(0, limitMicros - spentMicros - reserved);
}
