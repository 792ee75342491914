/** The report of the page about one operation. */
export type Kind = 'save' | 'note' | 'list' | 'read';

/** The course of one operation. Times are wall-clock milliseconds; page and prover run on one machine. */
export interface Told {
  readonly kind: Kind;
  readonly startedAt: number;
  /** When the operation worked; `undefined` until then. */
  readonly doneAt: number | undefined;
  /** When it first was anything else than on its way. */
  readonly troubledAt: number | undefined;
  /** The last state: `live`, or another state with its reason. */
  readonly end: string;
}
