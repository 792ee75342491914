/** A number of the store `meta` from which the outbox can go on counting; `undefined` for any other value. */
export function parseCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Math.abs(Number(value)) < 2 ** 52
    ? Number(value)
    : undefined;
}
