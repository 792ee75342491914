/** A number of `meta` from which the outbox can count on; `undefined` for anything else. */
export function parseCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Math.abs(Number(value)) < 2 ** 52
    ? Number(value)
    : undefined;
}
