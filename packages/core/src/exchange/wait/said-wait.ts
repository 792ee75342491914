/** The header in which a server asked to wait, and how long; without `ms` when that makes no sense. */
export interface SaidWait {
  readonly header: string;
  readonly ms: number | undefined;
}

/** The wait when a server asks for one and does not say how long: the longest wait of a retry. */
export const UNREADABLE_WAIT_MS = 60_000;

/** The first header that can be read; without one, the first header that cannot. */
export function firstWait(...said: readonly (SaidWait | undefined)[]): SaidWait | undefined {
  return said.find((wait) => wait?.ms !== undefined) ?? said.find((wait) => wait);
}

/** The wait in milliseconds. It is long when the server asked to wait for a time that cannot be read. */
export function waitMsOf(said: SaidWait | undefined): number | undefined {
  return said && (said.ms ?? UNREADABLE_WAIT_MS);
}
