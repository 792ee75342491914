/** The wait that a server asked for, or the header in which it said something that makes no sense. */
export type SaidWait = { readonly ms: number } | { readonly unreadable: string };

/** The wait when a server asks for one and does not say how long: the longest wait of a retry. */
export const UNREADABLE_WAIT_MS = 60_000;

/** The first that can be read; without one, the first that cannot. */
export function first(...said: readonly (SaidWait | undefined)[]): SaidWait | undefined {
  return said.find((wait) => wait && 'ms' in wait) ?? said.find((wait) => wait);
}

/** The wait in milliseconds; long for a server that asked and that cannot be understood. */
export function waitMsOf(said: SaidWait | undefined): number | undefined {
  return said && ('ms' in said ? said.ms : UNREADABLE_WAIT_MS);
}
