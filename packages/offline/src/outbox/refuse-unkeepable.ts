import {
  inDevelopment,
  unsendableRequest,
  type Expectation,
  type NewEntry,
  type TransportRequest,
} from '@holdfast/core/parts';
import { absoluteUrl } from './absolute-url.ts';
import { invalid, refuseCredentials } from './refuse-credentials.ts';

type Check = (value: unknown) => boolean;
/** For each property, whether the outbox can keep a value, find it again and send it. */
type Checks<T> = { readonly [K in keyof T]-?: Check | Checks<NonNullable<T[K]>> };

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isText = matches(/^/);
const isFull = matches(/[^]/);
const isFlag: Check = (value) => typeof value === 'boolean';
const isMaybeFlag: Check = (value) => value === undefined || isFlag(value);
const isMaybeMs: Check = (value) =>
  value === undefined || (Number.isFinite(value) && Number(value) >= 0);
const isMaybeText: Check = (value) => value === undefined || isFull(value);
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const isTexts: Check = (value) => isObject(value) && Object.values(value as object).every(isText);
const isKind = (value: unknown, kind: string): boolean =>
  Object.prototype.toString.call(value) === `[object ${kind}]`;

const REQUEST: Checks<TransportRequest> = {
  init: (value) =>
    value === undefined ||
    (isObject(value) &&
      Object.entries(value as object).every(([name, part]) => INIT[name]?.(part) === true)),
  bare: (value) => value === undefined || value === true,
  method: matches(/^(GET|HEAD|POST|PUT|PATCH|DELETE)$/),
  url: isText,
  headers: (value) => isTexts(value) && !Array.isArray(value),
  body: (value) =>
    value === null ||
    isText(value) ||
    // No `fetch` sends memory that threads share.
    (isKind(value, 'Uint8Array') && isKind((value as Uint8Array).buffer, 'ArrayBuffer')),
};

const INIT: Readonly<Record<string, Check>> = {
  credentials: matches(/^(omit|same-origin|include)$/),
  redirect: matches(/^(follow|error|manual)$/),
  referrerPolicy: matches(
    /^(no-referrer(-when-downgrade)?|(strict-)?origin(-when-cross-origin)?|same-origin|unsafe-url)?$/,
  ),
  keepalive: isFlag,
};

const EXPECTATION: Checks<Expectation> = {
  accept: matches(/^(json|text|bytes|nothing)$/),
  unneeded: isMaybeFlag,
  goneIsDone: isMaybeFlag,
  idPointer: isMaybeText,
};

const ENTRY: Checks<NewEntry> = {
  request: REQUEST,
  expectation: EXPECTATION,
  // The characters that the header for a key can carry (RFC 9651 §3.3.3).
  id: matches(/^[ !#-[\]-~]+$/),
  // With this flag a pair of surrogates is one character, so that the pattern refuses only lone halves.
  owner: matches(/^\P{Surrogate}+$/u),
  lane: isFull,
  operation: isText,
  version: Number.isFinite,
  invalidates: (value) => Array.isArray(value) && isTexts(value),
  honoursKey: isFlag,
  incidentId: matches(/^[ -~]+$/),
  // The sender replaces a text that is no trace.
  traceparent: (value) => value === undefined || isText(value),
  input: () => true,
  undoMs: isMaybeMs,
  maxAgeMs: isMaybeMs,
  after: (value) => value === undefined || (Array.isArray(value) && isTexts(value)),
  temporaryId: isMaybeText,
  coalesce: isMaybeText,
};

/**
 * The outbox's own copy of an entry, which no later change by the caller reaches. Refuses by name, before anything is
 * kept, an entry that the outbox could not store, find again or send. With `baseUrl`, its address is completed.
 */
export function keepable(entry: NewEntry, baseUrl?: string): NewEntry {
  const own = copied(entry, ENTRY, '');
  const { url, bare } = own.request;
  if (bare && own.honoursKey) {
    throw invalid('/honoursKey', inDevelopment('a bare request carries no key'));
  }
  const request =
    baseUrl === undefined ? own.request : { ...own.request, url: absoluteUrl(url, baseUrl) };
  refuseCredentials(request);
  const failure = unsendableRequest(request);
  if (failure) throw failure;
  return { ...own, request };
}

function copied<T extends object>(source: T | undefined, checks: Checks<T>, at: string): T {
  // A host without this function has no database either.
  const { structuredClone: clone } = globalThis as Partial<typeof globalThis>;
  const copy: Record<string, unknown> = {};
  for (const [name, check] of Object.entries<Check | Checks<object>>(checks)) {
    const pointer = `${at}/${name}`;
    let value: unknown;
    try {
      value = (source as Record<string, unknown> | undefined)?.[name];
      // Most parts are texts and numbers, which need no copy.
      const isPlain = /^(string|number|boolean|undefined)$/.test(typeof value);
      if (typeof check === 'function' && clone && !isPlain) value = clone(value);
    } catch (cause) {
      const message = inDevelopment('cannot be stored: it holds what cannot be cloned');
      throw invalid(pointer, message, cause);
    }
    const isKeepable = typeof check === 'function' ? check(value) : isObject(value);
    if (!isKeepable) {
      const message = inDevelopment(
        name === 'request'
          ? 'is missing. To queue a Request, call addRequest'
          : 'cannot be kept or sent',
      );
      throw invalid(pointer, message);
    }
    if (typeof check !== 'function') {
      // The parts of a request are named as an app names them.
      copy[name] = copied(value as object, check, name === 'request' ? at : pointer);
    } else if (value !== undefined) copy[name] = value;
  }
  return copy as T;
}
