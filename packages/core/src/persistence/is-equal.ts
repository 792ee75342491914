import { isPlain, tagOf } from './is-plain.ts';

/**
 * Whether two values have the same content. It compares lists, objects, maps, sets, dates, patterns and
 * bytes by content. Files and other host objects are equal only to themselves.
 */
export function isEqual(left: unknown, right: unknown): boolean {
  return isSame(left, right, new Map());
}

function isSame(left: unknown, right: unknown, underWay: Map<unknown, unknown>): boolean {
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right)) return false;
  // Where a value contains itself, its other content decides.
  if (underWay.get(left) === right) return true;
  underWay.set(left, right);
  const areSame = (one: Parts, other: Parts): boolean =>
    one.length === other.length && one.every((item, at) => isSame(item, other[at], underWay));

  if (isPlain(left) && isPlain(right)) {
    return Object.keys({ ...left, ...right }).every((name) =>
      isSame(memberOf(left, name), memberOf(right, name), underWay),
    );
  }
  const tag = tagOf(left);
  if (tag !== tagOf(right)) return false;
  const [parts, others] = [partsOf(left, tag), partsOf(right, tag)];
  return parts !== undefined && others !== undefined && areSame(parts, others);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

// Own members only: a member may be called `toString`.
const memberOf = (value: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** A list of values or of bytes. */
interface Parts {
  readonly length: number;
  readonly [at: number]: unknown;
  every(holds: (item: unknown, at: number) => boolean): boolean;
}

/** The content of an object of the language itself, from any realm. */
function partsOf(value: object, tag: string): Parts | undefined {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  if (tag === 'ArrayBuffer') return new Uint8Array(value as ArrayBuffer);
  if (/^(Array|Map|Set)$/.test(tag)) return [...(value as Iterable<unknown>)];
  if (/^(RegExp|Error)$/.test(tag)) return [(value as RegExp | Error).toString()];
  if (/^(Date|Number|String|Boolean|BigInt)$/.test(tag)) return [value.valueOf()];
  return undefined;
}
