import { toPointer } from '../failures/pointer.ts';
import { webClone } from '../platform/web-clone.ts';
import { isPlain, tagOf } from './is-plain.ts';

export interface Storable<T> {
  /** A copy that later changes of the original do not reach. Files are shared: they never change. */
  readonly value: T;
  /** RFC 6901 pointers to the values that no store can give back unchanged. The copy lacks them. */
  readonly lost: readonly string[];
}

const LOST = Symbol('lost');
const kept = (item: unknown): boolean => item !== LOST;

/**
 * The parts of a value that a store can keep and give back with their types: everything that the structured
 * clone takes. It leaves out a function or an instance of a class, and keeps the values beside it.
 */
export function storable<T>(value: T): Storable<T> {
  const lost: string[] = [];
  const known = new Map<object, unknown>();

  const lose = (path: string): typeof LOST => {
    lost.push(path);
    return LOST;
  };

  const copy = (given: unknown, path: string): unknown => {
    if (typeof given === 'function' || typeof given === 'symbol') return lose(path);
    if (typeof given !== 'object' || given === null) return given;
    if (known.has(given)) return known.get(given);
    if (Array.isArray(given)) return copyList(given, path);
    if (isPlain(given)) return copyMembers(given, path);
    const prototype: unknown = Object.getPrototypeOf(given);
    if (prototype === Map.prototype) return copyMap(given as Map<unknown, unknown>, path);
    if (prototype === Set.prototype) return copySet(given as Set<unknown>, path);
    return isFile(given) ? given : (cloneOf(given) ?? lose(path));
  };
  const copyList = (given: readonly unknown[], path: string): unknown[] => {
    const list: unknown[] = Array.from({ length: given.length });
    known.set(given, list);
    // A place in a list stays, because every item after it would move otherwise.
    for (const [at, item] of given.entries()) {
      const copied = copy(item, `${path}/${at}`);
      list[at] = kept(copied) ? copied : undefined;
    }
    return list;
  };
  const copyMembers = (given: Record<string, unknown>, path: string): object => {
    const members = {};
    known.set(given, members);
    for (const name of Object.keys(given)) {
      const at = path + toPointer([name]);
      const member = copy(readOf(given, name), at);
      if (kept(member)) define(members, name, member);
    }
    return members;
  };
  const copyMap = (given: Map<unknown, unknown>, path: string): Map<unknown, unknown> => {
    const map = new Map();
    known.set(given, map);
    for (const [at, [name, item]] of [...given].entries()) {
      const [copiedName, copied] = [copy(name, `${path}/${at}`), copy(item, `${path}/${at}`)];
      if (kept(copiedName) && kept(copied)) map.set(copiedName, copied);
    }
    return map;
  };
  const copySet = (given: Set<unknown>, path: string): Set<unknown> => {
    const set = new Set();
    known.set(given, set);
    for (const [at, item] of [...given].entries()) {
      const copied = copy(item, `${path}/${at}`);
      if (kept(copied)) set.add(copied);
    }
    return set;
  };

  const copied = copy(value, '');
  return { value: (kept(copied) ? copied : undefined) as T, lost };
}

// A member called `__proto__` is a member like any other.
function define(into: object, name: string, value: unknown): void {
  Object.defineProperty(into, name, {
    ...{ value, enumerable: true, configurable: true, writable: true },
  });
}

function readOf(object: Record<string, unknown>, name: string): unknown {
  try {
    return object[name];
  } catch {
    return LOST;
  }
}

function isFile(value: object): boolean {
  return (
    (typeof Blob !== 'undefined' && value instanceof Blob) ||
    (typeof FileList !== 'undefined' && value instanceof FileList)
  );
}

/** A clone of the same kind; `undefined` when a store would give back something else. */
function cloneOf(value: object): object | undefined {
  try {
    const memory = ArrayBuffer.isView(value) ? value.buffer : value;
    if (tagOf(memory) === 'SharedArrayBuffer') return undefined;
    const clone: object = webClone(value);
    return kindOf(clone) === kindOf(value) && !isPlain(clone) ? clone : undefined;
  } catch {
    return undefined;
  }
}

const kindOf = (value: object): string => `${tagOf(value)} ${value.constructor.name}`;
