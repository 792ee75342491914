/** The state of a part that crashed. `attempt` counts the restarts in a row. */
export type RestartState =
  /** Without `delayMs` the part restarts now, or as soon as there is a network. */
  | { readonly state: 'restarting'; readonly attempt: number; readonly delayMs?: number }
  /** The part has worked for long enough, or a user restarted it. */
  | { readonly state: 'healthy'; readonly attempt: number }
  /** The part stays down until a user or the app restarts it. */
  | { readonly state: 'given-up'; readonly attempt: number };

/**
 * The step after a crash: one more restart after a wait, or giving up. A row of crashes ends when the part has worked
 * for long enough. `inRow` counts the restarts in the present row.
 */
export function afterCrash(
  inRow: number,
  maxRestarts: number,
  waitMs: (attempt: number) => number,
):
  | { readonly state: 'restarting'; readonly attempt: number; readonly delayMs: number }
  | { readonly state: 'given-up'; readonly attempt: number; readonly delayMs?: undefined } {
  return inRow < maxRestarts
    ? { state: 'restarting', attempt: inRow + 1, delayMs: waitMs(inRow + 1) }
    : { state: 'given-up', attempt: inRow };
}
