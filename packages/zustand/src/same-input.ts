/**
 * Whether two inputs of an operation have the same content. It compares lists, plain objects and dates by content.
 * Anything else, such as a file, is the same only as itself.
 */
export function isSameInput(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right)) return false;
  const kind: unknown = Object.getPrototypeOf(left);
  if (kind !== Object.getPrototypeOf(right)) return false;
  if (left instanceof Date) return Object.is(left.getTime(), (right as unknown as Date).getTime());
  if (!Array.isArray(left) && kind !== Object.prototype) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSameInput(left[name], right[name]))
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
