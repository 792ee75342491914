import { Failure } from '@holdfast/core';
import { INCIDENT_HEADER, REQUEST_ID_HEADER, SUBJECT_HEADER } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { isOwnOrigin } from './own-origin.ts';

export interface RequestCauseOptions {
  /**
   * Further origins whose pages belong to this server: its public origin behind a proxy, and those that CORS lets in.
   * @default []
   */
  readonly allowedOrigins?: readonly string[];
}

/**
 * The cause of a request.
 *
 * - `own`: a script of a page of this server, or a client that is no browser. Everything counts.
 * - `visit`: a browser that goes to an address, or loads a part of a page of this server. A stranger may have
 *   written the address, in a mail or in a text, so the address proves nothing about its visitor.
 * - `doubtful`: a browser that does not say. A page of a stranger can make old browsers send this.
 * - `foreign`: a page of another site.
 */
export type RequestCause = 'own' | 'visit' | 'doubtful' | 'foreign';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const SCRIPT_MODES: ReadonlySet<string> = new Set(['cors', 'same-origin', 'websocket']);

/**
 * Finds the cause of a request by `Sec-Fetch-Site`, else by `Origin`, else by `Referer`. A page can forge none of
 * them. A client that is no browser can forge all of them: it gets the smaller budget of strangers, which is its own.
 */
export function requestCause(
  { url, method, headers }: Pick<Request, 'url' | 'method' | 'headers'>,
  { allowedOrigins = [] }: RequestCauseOptions = {},
): RequestCause {
  const isOwn = (origin: string): boolean =>
    isOwnOrigin(origin, url) || allowedOrigins.includes(origin);
  const byScript = !SAFE_METHODS.has(method) || isScript(headers);
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');

  if (origin !== null && allowedOrigins.includes(origin)) return 'own';
  if (site === 'same-origin') return byScript ? 'own' : 'visit';
  // A user at the address bar sends this, and so does a link in a mail.
  if (site === 'none') return SAFE_METHODS.has(method) ? 'visit' : 'own';
  if (site !== null) return 'foreign';
  if (origin !== null) return isOwn(origin) ? 'own' : 'foreign';
  if (hasOwnField(headers)) return 'own';
  const from = headers.get('referer');
  if (from !== null && URL.canParse(from)) {
    if (!isOwn(new URL(from).origin)) return 'foreign';
    return byScript ? 'own' : 'visit';
  }
  // All browsers send this name. Any other client may send it too.
  return (headers.get('user-agent') ?? '').startsWith('Mozilla/') ? 'doubtful' : 'own';
}

/** Refuses requests that a page of another site made a browser send (`CROSS_SITE_REFUSED`), reads included. */
export function refuseForeign(request: Request, options: RequestCauseOptions = {}): void {
  if (requestCause(request, options) === 'foreign') throw new Failure(catalogue.CROSS_SITE_REFUSED);
}

function isScript(headers: Headers): boolean {
  return SCRIPT_MODES.has(headers.get('sec-fetch-mode') ?? '') || hasOwnField(headers);
}

/** Fields that a page of another site can add only after a preflight. */
function hasOwnField(headers: Headers): boolean {
  return OWN_FIELDS.some((name) => headers.has(name));
}

const OWN_FIELDS: readonly string[] = [
  REQUEST_ID_HEADER,
  INCIDENT_HEADER,
  SUBJECT_HEADER,
  'idempotency-key',
  'authorization',
];
