import { Failure } from '../../failures/failure.ts';
import type { FieldIssue } from '../../failures/field-issue.ts';
import { REQUEST_UNSENDABLE } from '../../failures/kinds/contract.ts';
import { issueAt } from './issue-at.ts';
import { NOWHERE, requestIssues } from './request-issues.ts';
import { inDevelopment } from '#in-development';

/** The parts of a request that decide whether it can be sent: what `fetch` takes, or a stored request. */
export interface SendableParts extends Omit<RequestInit, 'headers' | 'body' | 'method'> {
  readonly method?: string | undefined;
  /** Not `HeadersInit`, because Node's types do not have that name. */
  readonly headers?: ConstructorParameters<typeof Headers>[0] | Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Names the caller's mistake in a request that no `fetch` can send: an invalid address, a header value beyond Latin-1,
 * a body on GET, a body that was read before. Call it before anything is sent or stored, so that such a request is
 * never mistaken for trouble of the network. `undefined` when the request can be sent. It reads no body and sends
 * nothing.
 *
 * @param cause the error that an engine has already thrown
 */
export function unsendable(
  input: string | URL | Request,
  init: SendableParts = {},
  cause?: unknown,
): Failure | undefined {
  // A signal may come from another library, such as jsdom; the platform's own `Request` refuses it.
  const { signal: _, body, headers = {}, method, ...options } = init;
  try {
    const given = typeof input === 'object' && 'url' in input ? input : undefined;
    // oxlint-disable-next-line no-base-to-string -- an input that is no `Request` is text or a URL
    const url = given?.url ?? String(input);
    const pairs: Iterable<readonly unknown[]> =
      Symbol.iterator in headers ? (headers as Iterable<string[]>) : Object.entries(headers);
    const issues = [
      ...requestIssues(url, method ?? given?.method ?? 'GET', pairs, body),
      ...readIssues(body ?? given),
    ];
    if (issues.length > 0) return new Failure(REQUEST_UNSENDABLE, { details: { issues }, cause });
    // Everything else that an engine refuses: options that no request has, or options that exclude each other.
    if (Object.keys(options).length > 0 && typeof Request === 'function') {
      // oxlint-disable-next-line no-new -- to make one is the question
      new Request(NOWHERE, options);
    }
    return undefined;
  } catch (error) {
    const issues = [issueAt([], inDevelopment('has an option that no request can have'))];
    return new Failure(REQUEST_UNSENDABLE, { details: { issues }, cause: cause ?? error });
  }
}

/** A stream or a request can be read only once. */
function readIssues(source: unknown): FieldIssue[] {
  const { bodyUsed, locked } = Object(source) as { bodyUsed?: unknown; locked?: unknown };
  return bodyUsed === true || locked === true
    ? [issueAt(['body'], inDevelopment('was read before'))]
    : [];
}
