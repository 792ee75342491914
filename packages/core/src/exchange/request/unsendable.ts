import { Failure } from '../../failures/failure.ts';
import type { FieldIssue } from '../../failures/field-issue.ts';
import { REQUEST_UNSENDABLE } from '../../failures/kinds/contract.ts';
import { toPointer } from '../../failures/pointer.ts';
import type { TransportRequest } from './transport-request.ts';
import { webBase } from './web-base.ts';

/** The parts of a request that decide whether it can be sent: what `fetch` takes, or a stored request. */
export interface SendableParts extends Omit<RequestInit, 'headers' | 'body' | 'method'> {
  readonly method?: string | undefined;
  /** Not `HeadersInit`, because Node's types do not have that name. */
  readonly headers?: ConstructorParameters<typeof Headers>[0] | Readonly<Record<string, string>>;
  readonly body?: unknown;
}

// The base against which relative addresses are checked, because not every runtime has one. No such host can
// exist (RFC 6761 §6.4).
const NOWHERE = 'http://relative.invalid/';
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
// The characters that may remain after an engine has trimmed the blanks at both ends.
const HEADER_VALUE = /^[\t\n\r ]*(?:[\t -~\u0080-\u00ff]*[!-~\u0080-\u00ff])?[\t\n\r ]*$/;
const FORBIDDEN_METHOD = /^(?:connect|trace|track)$/i;
const BODILESS_METHOD = /^(?:get|head)$/i;
// The schemes that engines and known app shells fetch. Of other schemes only the page's own is allowed.
const FETCHED = /^(?:https?|blob|data|app|capacitor|ionic|tauri|[a-z-]+-extension):$/;

/**
 * Names the caller's mistake in a request that no `fetch` can send: an address that is none, a header value
 * beyond Latin-1, a body on GET, a body that was read before. Call it before anything is sent or stored, so
 * that such a request is never mistaken for trouble of the network. `undefined` when the request can be sent.
 * It reads no body and sends nothing.
 *
 * @param cause the error that an engine has already thrown
 */
export function unsendable(
  input: string | URL | Request,
  init: SendableParts = {},
  cause?: unknown,
): Failure | undefined {
  // A signal may come from another library, such as jsdom; the platform's own `Request` refuses it.
  const { signal: _, body, headers, method, ...options } = init;
  try {
    const given = typeof input === 'object' && 'url' in input ? input : undefined;
    const issues = [
      // oxlint-disable-next-line no-base-to-string -- an input that is no `Request` is text or a URL
      ...urlIssues(given?.url ?? String(input)),
      ...headerIssues(headers ?? {}),
      ...methodIssues(method ?? given?.method ?? 'GET', body),
      ...bodyIssues(body ?? given),
    ];
    if (issues.length > 0) return new Failure(REQUEST_UNSENDABLE, { details: { issues }, cause });
    // Everything else an engine refuses: options that no request has, or that exclude each other.
    if (Object.keys(options).length > 0 && typeof Request === 'function') {
      // oxlint-disable-next-line no-new -- to make one is the question
      new Request(NOWHERE, options);
    }
    return undefined;
  } catch (error) {
    const details = { issues: [issue('', 'has an option that no request can have')] };
    return new Failure(REQUEST_UNSENDABLE, { details, cause: cause ?? error });
  }
}

// Made at the first request: importing makes nothing.
let sendable: WeakSet<TransportRequest> | undefined;

/** The same question about a request as data. A request never changes, so one that passed is not asked again. */
export function unsendableRequest(request: TransportRequest): Failure | undefined {
  sendable ??= new WeakSet();
  if (sendable.has(request)) return undefined;
  const { url, method, headers, body } = request;
  const failure = unsendable(url, { method, headers, body });
  if (!failure) sendable.add(request);
  return failure;
}

function issue(pointer: string, message: string): FieldIssue {
  return { pointer, message };
}

function urlIssues(url: string): FieldIssue[] {
  let parsed: URL;
  try {
    parsed = new URL(url, NOWHERE);
  } catch {
    return [issue('/url', 'is no address')];
  }
  const { username, password, protocol } = parsed;
  if (username !== '' || password !== '') return [issue('/url', 'holds a credential')];
  return FETCHED.test(protocol) || webBase()?.startsWith(protocol)
    ? []
    : [issue('/url', 'has a scheme that cannot be fetched')];
}

function headerIssues(headers: NonNullable<SendableParts['headers']>): FieldIssue[] {
  const entries: Iterable<readonly unknown[]> =
    Symbol.iterator in headers ? (headers as Iterable<string[]>) : Object.entries(headers);
  const issues: FieldIssue[] = [];
  // A plain loop: every request comes through here.
  for (const entry of entries) {
    const [name, value] = entry;
    const isName = TOKEN.test(String(name));
    const isPair = value !== undefined && entry.length === 2 && typeof value !== 'symbol';
    // oxlint-disable-next-line no-base-to-string -- what is no text becomes one in a header too
    if (isName && isPair && HEADER_VALUE.test(String(value))) continue;
    const pointer = toPointer(['headers', String(name)]);
    const message = isName ? 'has characters that no header can carry' : 'is no name of a header';
    issues.push(issue(pointer, message));
  }
  return issues;
}

function methodIssues(method: string, body: unknown): FieldIssue[] {
  if (!TOKEN.test(method) || FORBIDDEN_METHOD.test(method)) {
    return [issue('/method', 'cannot be sent by a page')];
  }
  return BODILESS_METHOD.test(method) && body !== undefined && body !== null
    ? [issue('/body', 'cannot be sent with this method')]
    : [];
}

/** A stream or a request can be read only once. */
function bodyIssues(source: unknown): FieldIssue[] {
  const { bodyUsed, locked } = Object(source) as { bodyUsed?: unknown; locked?: unknown };
  return bodyUsed === true || locked === true ? [issue('/body', 'was read before')] : [];
}
