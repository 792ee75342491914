export const MOST_RESTARTS: number;
export const STEADY_MS: number;

export interface Ended {
  readonly restarts: number;
  readonly wasReady: boolean;
  readonly ranMs: number;
}

export type Next =
  | { readonly kind: 'restart'; readonly restarts: number; readonly delayMs: number }
  | { readonly kind: 'give-up'; readonly restarts: number };

export function afterEnd(ended: Ended): Next;
