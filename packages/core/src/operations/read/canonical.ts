import { Failure, isFailure } from '../../failures/failure.ts';
import { INPUT_INVALID } from '../../failures/kinds/contract.ts';
import { toPointer } from '../../failures/pointer.ts';
import { isPlain, isRoot } from '../../persistence/is-plain.ts';
import { inDevelopment } from '#in-development';

const DEEPEST = 500;

/**
 * One text for each value: two values have the same text exactly when they hold the same data. JSON data is
 * written as JSON with sorted members. Beyond JSON it tells apart `undefined`, holes, `NaN`, infinities, `-0`,
 * `BigInt`, `Date`, `Set`, `Map`, `RegExp`, `URL`, `URLSearchParams`, boxed values, buffers and typed arrays.
 *
 * The order of an object's members does not count, and a member that is `undefined` counts as missing. The
 * order of the entries of a `Set` or a `Map` counts, because a request can be built from it. Throws
 * `INPUT_INVALID` with a pointer for values whose content cannot be read exactly: functions, symbols, instances
 * of classes, objects of the host, and values that contain themselves.
 */
export function canonical(input: unknown): string {
  const path: PropertyKey[] = [];
  const above = new Set<object>();

  function refuse(what?: string, cause?: unknown): never {
    const message =
      inDevelopment(`An input must be plain data, so that it can be compared. This is ${what}.`) ??
      'cannot be compared';
    throw new Failure(INPUT_INVALID, {
      details: { issues: [{ pointer: toPointer(path), message }] },
      cause,
    });
  }

  function member(key: PropertyKey, value: unknown): string {
    path.push(key);
    const text = encode(value);
    path.pop();
    return text;
  }

  function encode(value: unknown): string {
    switch (typeof value) {
      case 'number':
        return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint':
        return `${value}n`;
      case 'undefined':
        return 'undefined';
      case 'function':
      case 'symbol':
        return refuse(inDevelopment(`a ${typeof value}`));
      case 'object':
        return value === null ? 'null' : encodeObject(value);
      default:
        return JSON.stringify(value);
    }
  }

  function encodeObject(value: object): string {
    if (above.has(value) || above.size === DEEPEST) refuse(inDevelopment('an object without end'));
    above.add(value);
    const text = encodeContent(value, Object.getPrototypeOf(value) as object);
    above.delete(value);
    return text;
  }

  function encodeContent(value: object, prototype: object): string {
    if (Object.getOwnPropertySymbols(value).length > 0)
      refuse(inDevelopment('an object with symbols'));
    if (Array.isArray(value) && isRoot(Object.getPrototypeOf(prototype) as object))
      return encodeArray(value);
    if (isPlain(value)) {
      const members = Object.keys(value)
        .filter((name) => value[name] !== undefined)
        .toSorted((left, right) => (left < right ? -1 : 1))
        .map((name) => `${JSON.stringify(name)}:${member(name, value[name])}`);
      return `{${members.join(',')}}`;
    }
    const name = nameOf(prototype);
    const content = contentOf(name, value) ?? refuse(inDevelopment('an instance of a class'));
    // The items of a text and of a typed array are members, too.
    const { length = 0 } = value as { readonly length?: number };
    if (Object.keys(value).length > length)
      refuse(inDevelopment('an object with members beside its value'));
    return name + encodeArray(content);
  }

  function encodeArray(list: readonly unknown[]): string {
    const items: string[] = [];
    let next = 0;
    const skipTo = (index: number): void => {
      // The loop counts, because an array may be all holes and very long.
      if (index > next) items.push(`hole*${index - next}`);
      next = index + 1;
    };
    for (const key of Object.keys(list)) {
      const index = Number(key);
      if (!(index < list.length) || String(index) !== key) {
        refuse(inDevelopment('a list with members beside its items'));
      }
      skipTo(index);
      items.push(member(index, list[index]));
    }
    skipTo(list.length);
    return `[${items.join(',')}]`;
  }

  try {
    return encode(input);
  } catch (error) {
    if (isFailure(error)) throw error;
    // A getter or a proxy threw, or the object only looks like a built-in one.
    return refuse(inDevelopment('an object that cannot be read'), error);
  }
}

/** The name of the built-in class of a prototype; `''` for an app's own class. */
function nameOf(prototype: object): string {
  const name = String((prototype.constructor as { name?: unknown } | undefined)?.name);
  const known = (globalThis as unknown as Record<string, { prototype?: unknown } | undefined>)[
    name
  ];
  return known?.prototype === prototype ? name : '';
}

/** The content of a built-in value. Throws for an object that only looks like one. */
function contentOf(name: string, value: object): readonly unknown[] | undefined {
  if (/^(Date|Number|String|Boolean|BigInt)$/.test(name)) return [value.valueOf()];
  if (/^URL(SearchParams)?$/.test(name)) return [(value as URL).toString()];
  if (name === 'RegExp') return [(value as RegExp).toString(), (value as RegExp).lastIndex];
  if (name === 'ArrayBuffer') return [...new Uint8Array(value as ArrayBuffer)];
  if (value instanceof DataView) {
    return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  }
  const isIterable = /^(Set|Map)$/.test(name) || (name !== '' && ArrayBuffer.isView(value));
  return isIterable ? [...(value as Iterable<unknown>)] : undefined;
}
