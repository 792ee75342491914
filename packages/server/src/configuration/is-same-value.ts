/** Whether a value of a configuration is the same as before. A value that cannot be compared is not. */
export function isSameValue(before: unknown, next: unknown): boolean {
  if (before === next) return true;
  try {
    return JSON.stringify(before, whole) === JSON.stringify(next, whole);
  } catch {
    return false;
  }
}

/** JSON has no form for these, or the same for all of them. */
function whole(_: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value];
  if (value instanceof RegExp) return String(value);
  return typeof value === 'bigint' ? `${value}n` : value;
}
