/** The part that answers a request: the server, the precache, the shell page, or one of the two bounded caches. */
export type Caretaker = 'network' | 'precache' | 'page' | 'asset' | 'image';

export interface ShellRules {
  /** The origin of the app. */
  readonly origin: string;
  /** The address of the page that answers navigations. */
  readonly page: string;
  /** Begins of paths that only the server answers. */
  readonly serverPaths: readonly string[];
  /** Files whose name changes with their content. */
  readonly hashed: RegExp;
  isPrecached(url: string): boolean;
}

export type AskedFor = Pick<Request, 'url' | 'method' | 'mode' | 'destination' | 'headers'>;

// A request that code makes may be an operation, and a cached answer would pass for a live one.
const READ_BY_CODE = '';
const FILES: readonly string[] = ['script', 'style', 'font', 'worker', 'sharedworker', 'json'];

/**
 * Names the part that answers a request. A cache answers only requests that the browser makes by itself, for a page, a
 * script, a style, a font or an image. Requests that code makes with `fetch`, as every operation does, go to the
 * server.
 */
export function caretakerOf(request: AskedFor, rules: ShellRules): Caretaker {
  const { method, mode, destination, headers } = request;
  const { origin, pathname, href } = withoutHash(request.url);
  if (method !== 'GET' || origin !== rules.origin) return 'network';
  // A cache keeps whole files, so it cannot answer a request for a part.
  if (headers.has('range') || headers.has('authorization')) return 'network';
  if (destination === READ_BY_CODE && mode !== 'navigate') return 'network';
  if (rules.serverPaths.some((path) => pathname.startsWith(path))) return 'network';
  if (mode === 'navigate' && href === rules.page) return 'page';
  if (rules.isPrecached(href)) return 'precache';
  if (mode === 'navigate') return 'page';
  if (destination === 'image') return 'image';
  return FILES.includes(destination) && rules.hashed.test(pathname) ? 'asset' : 'network';
}

function withoutHash(address: string): URL {
  const url = new URL(address);
  url.hash = '';
  return url;
}
