/** A value as the text of JSON, or `undefined` when JSON cannot hold all of it, such as a file, a date or a map. */
export function asJson(value: unknown): string | undefined {
  return isJson(value, []) ? JSON.stringify(value, undefined, 2) : undefined;
}

function isJson(value: unknown, around: readonly object[]): boolean {
  if (typeof value !== 'object' || value === null) {
    return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  }
  if (around.includes(value)) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  const inside = [...around, value];
  return (
    isPlain && Object.values(value).every((each) => each === undefined || isJson(each, inside))
  );
}
