/** Where something stands that crashed. `attempt` counts the restarts in a row. */
export type RestartState =
  /** Without `delayMs` it is started now, or as soon as there is a network. */
  | { readonly state: 'restarting'; readonly attempt: number; readonly delayMs?: number }
  /** It has worked for long enough, or a user brought it back. */
  | { readonly state: 'healthy'; readonly attempt: number }
  /** It stays down until a user or the app starts it. */
  | { readonly state: 'given-up'; readonly attempt: number };

/**
 * What follows a crash: one more restart after a wait, or giving up. A row of crashes ends when what crashed has worked
 * for long enough; `inRow` counts the restarts in the present row.
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
