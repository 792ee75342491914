/** What the page does with one operation. */
export type Kind = 'save' | 'note' | 'list' | 'read';

/** How one operation fared. Times are wall-clock milliseconds; page and prover run on one machine. */
export interface Told {
  readonly kind: Kind;
  readonly startedAt: number;
  /** When it worked; `undefined` while it does not. */
  readonly doneAt: number | undefined;
  /** When it first was anything else than on its way. */
  readonly troubledAt: number | undefined;
  /** The last word: `live`, or the state and its reason. */
  readonly end: string;
}
