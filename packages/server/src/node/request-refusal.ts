import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { AllConnectionLimits } from './connection-limits.ts';

/** The parts of a Node request that are checked. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly httpVersion: string;
  /** Names and values by turns, in the order of the request. */
  readonly rawHeaders: readonly string[];
}

/** Node's parser reads others as well, such as HTTP/2.0, which no client means when it sends a text. */
const VERSIONS: ReadonlySet<string> = new Set(['1.0', '1.1']);

/** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port. */
const HOST = /^([\w.~-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The reason to refuse a request before it reaches the app, if there is one: it exceeds a limit, its address is no
 * valid `URL`, or two programs would read it differently.
 */
export function refusalOf(
  { method, url = '', httpVersion, rawHeaders }: RequestHead,
  { maxUrlBytes, maxHeaders }: Pick<AllConnectionLimits, 'maxUrlBytes' | 'maxHeaders'>,
): Failure | undefined {
  if (url.length > maxUrlBytes) return new Failure(catalogue.URL_TOO_LONG);
  if (rawHeaders.length > 2 * maxHeaders) return new Failure(catalogue.HEADERS_TOO_LARGE);
  if (!VERSIONS.has(httpVersion)) return new Failure(catalogue.BAD_REQUEST);
  const codings = valuesOf(rawHeaders, 'transfer-encoding');
  if (codings.length > 0) {
    // HTTP/1.0 knows no chunks: a program that speaks it reads another body.
    if (httpVersion === '1.0') return new Failure(catalogue.BAD_REQUEST);
    // Node takes only the chunks apart. A body that was compressed as well would reach the app as if it were plain.
    if (codings.join().trim().toLowerCase() !== 'chunked')
      return new Failure(catalogue.NOT_IMPLEMENTED);
  }
  // Of a header that repeats, some programs read the first and some the last.
  const hosts = valuesOf(rawHeaders, 'host');
  const [host, another] = hosts;
  if (another !== undefined) return new Failure(catalogue.BAD_REQUEST);
  if (host === undefined ? httpVersion !== '1.0' : !isHost(host))
    return new Failure(catalogue.BAD_REQUEST);
  if (method === 'CONNECT') return new Failure(catalogue.NOT_IMPLEMENTED);
  return isTarget(url, host) ? undefined : new Failure(catalogue.BAD_REQUEST);
}

function valuesOf(rawHeaders: readonly string[], wanted: string): readonly string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === wanted.length && name.toLowerCase() === wanted)
      values.push(rawHeaders[index + 1] as string);
  }
  return values;
}

// `127.1` and `[0::1]` are other spellings. Code that compares names of hosts would take them for other hosts.
function isHost(host: string): boolean {
  const name = HOST.exec(host)?.[1];
  if (name === undefined) return false;
  const address = `http://${host}/`;
  return URL.canParse(address) && new URL(address).hostname === name.toLowerCase();
}

function isTarget(url: string, host = 'localhost'): boolean {
  const path = url.split('?', 1)[0] as string;
  // A backslash is a slash to the URL parser and none to a proxy.
  if (path.includes('\\')) return false;
  if (url.startsWith('/')) return URL.canParse(`http://${host}${url}`);
  // An address in full says its host again, and both must say the same.
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return false;
  const { username, password, host: named, protocol } = new URL(url);
  return username === '' && password === '' && new URL(`${protocol}//${host}`).host === named;
}
