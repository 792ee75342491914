/** An event that the proof saw, in the order in which the proof heard of it. Plain data. */
export type Sighting = NoteSighting | KillSighting;

export interface NoteSighting {
  /**
   * - `called`: the page is about to add the entry.
   * - `acknowledged`: the contestant told the page that it keeps the entry.
   * - `refused`: the contestant told the page that it does not keep the entry.
   * - `received`: the server got a request for the entry.
   * - `applied`: the request took effect.
   * - `replayed`: the server knew the key, and only repeated its answer.
   * - `pending`, `dead`, `quarantined`: the entry was still on the device at the end.
   */
  readonly type:
    | 'called'
    | 'acknowledged'
    | 'refused'
    | 'received'
    | 'applied'
    | 'replayed'
    | 'cancelled'
    | 'pending'
    | 'dead'
    | 'quarantined';
  readonly id: string;
  readonly owner: string;
  readonly lane: string;
  /** The place of the entry in its lane, in the order of the calls. */
  readonly seq: number;
}

export interface KillSighting {
  readonly type: 'killed';
  /** The part that died: the browser, the server, the worker or a tab. */
  readonly victim: string;
  /** Where the entry was then. */
  readonly stage: string;
}
