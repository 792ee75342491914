import { isPlain, tagOf } from '@holdfast/core/parts';

/**
 * Writes JSON that brings every value back with its type. A value that JSON can hold stands as it is. Every
 * other value becomes an object with the one member `$`: a sign for its type, and its parts. Gives `undefined`
 * for a value that contains itself.
 */
export function toTypedJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(encode(value));
  } catch {
    return undefined;
  }
}

/** The value, and pointers to the files that are neither in the text nor in `before`. */
export interface FromTypedJson {
  readonly value: unknown;
  readonly lost: readonly string[];
}

/**
 * Reads the text that `toTypedJson` wrote; throws for any other text. No text holds a file. The file comes from
 * `before`, a value that was stored earlier, if the same file stood there at the same place.
 */
export function fromTypedJson(text: string, before: unknown): FromTypedJson {
  const lost: string[] = [];
  const decode = (json: unknown, path: string, old: unknown): unknown => {
    if (typeof json !== 'object' || json === null) return json;
    if (Array.isArray(json)) {
      return json.map((item, at) => decode(item, `${path}/${at}`, memberOf(old, `${at}`)));
    }
    const members = Object.entries(json);
    if (!Object.hasOwn(json, '$')) {
      return Object.fromEntries(
        members.map(([name, item]) => [
          name,
          decode(item, `${path}/${escaped(name)}`, memberOf(old, name)),
        ]),
      );
    }
    const [sign, ...parts] = (json as { readonly $: readonly [Sign, ...unknown[]] }).$;
    if (sign === 'file') {
      const known = describe(old);
      if (known && JSON.stringify(known) === JSON.stringify(parts[0])) return old;
      lost.push(path);
      return undefined;
    }
    // An item of a map or a set has no pointer by which it could be found in `before`.
    const made: (...parts: readonly unknown[]) => unknown = decoders[sign];
    return made(...parts.map((part) => decode(part, path, undefined)));
  };
  return { value: decode(JSON.parse(text), '', before), lost };
}

type Sign = keyof typeof decoders | 'file';
type Encoded = { readonly $: readonly [Sign, ...unknown[]] };

function encode(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : sign('number', Object.is(value, -0) ? '-0' : String(value));
    case 'undefined':
      return sign('undefined');
    case 'bigint':
      return sign('bigint', String(value));
    case 'object':
      return value === null ? null : encodeObject(value);
    default:
      return sign('file');
  }
}

function encodeObject(value: object): unknown {
  // `map` would skip the holes of a list.
  if (Array.isArray(value)) return Array.from(value, encode);
  if (isPlain(value)) {
    const members = Object.entries(value).map(([name, item]) => [name, encode(item)]);
    return Object.hasOwn(value, '$') ? sign('object', members) : Object.fromEntries(members);
  }
  const tag = tagOf(value);
  switch (tag) {
    case 'Date': {
      const at = (value as Date).getTime();
      return sign('date', Number.isNaN(at) ? null : at);
    }
    case 'Map':
    case 'Set':
      return sign(tag === 'Map' ? 'map' : 'set', Array.from(value as Iterable<unknown>, encode));
    case 'RegExp':
      return sign('pattern', (value as RegExp).source, (value as RegExp).flags);
    case 'Error':
      return sign('error', (value as Error).name, (value as Error).message);
    case 'ArrayBuffer':
      return sign('bytes', toBase64(new Uint8Array(value as ArrayBuffer)));
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
      return sign('box', encode(value.valueOf()));
  }
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return sign('view', tag, toBase64(new Uint8Array(buffer, byteOffset, byteLength)));
  }
  return sign('file', describe(value));
}

const decoders = {
  number: (digits: unknown) => Number(digits),
  undefined: () => undefined,
  bigint: (digits: unknown) => BigInt(String(digits)),
  object: (members: unknown) => Object.fromEntries(members as [string, unknown][]),
  date: (at: unknown) => new Date(at === null ? Number.NaN : Number(at)),
  map: (pairs: unknown) => new Map(pairs as [unknown, unknown][]),
  set: (items: unknown) => new Set(items as unknown[]),
  pattern: (source: unknown, flags: unknown) => new RegExp(String(source), String(flags)),
  error: (name: unknown, message: unknown) => toError(String(name), String(message)),
  bytes: (text: unknown) => fromBase64(text).buffer,
  view: (tag: unknown, text: unknown) => toView(String(tag), fromBase64(text).buffer),
  box: (value: unknown): unknown => Object(value),
};

const sign = (...made: Encoded['$']): Encoded => ({ $: made });
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** The properties that tell one file from another without reading it. */
function describe(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (tagOf(value) === 'FileList') return Array.from(value as FileList, describe);
  if (!(value instanceof Blob)) return undefined;
  const { name, size, type, lastModified }: Partial<File> = value;
  return { name, size, type, lastModified };
}

// Stores keep only the name and the message of an error.
function toError(name: string, message: string): Error {
  const error = new Error(message);
  if (name !== error.name) Object.defineProperty(error, 'name', { value: name, writable: true });
  return error;
}

/** A list of numbers of the kind that its tag names. A host that lacks the kind gives the bytes. */
function toView(tag: string, buffer: ArrayBuffer): ArrayBufferView {
  type Kind = new (bytes: ArrayBuffer) => ArrayBufferView;
  const isKind = /^DataView$|\d(Clamped)?Array$/.test(tag);
  const Kind = (isKind && (Reflect.get(globalThis, tag) as Kind | undefined)) || Uint8Array;
  return new Kind(buffer);
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));

const fromBase64 = (text: unknown): ReturnType<Uint8ArrayConstructor['of']> =>
  Uint8Array.from(atob(String(text)), (letter) => letter.codePointAt(0) ?? 0);
