import {
  ATTEMPT_HEADER,
  COST_HEADER,
  INCIDENT_HEADER,
  METHOD_HEADER,
  REPLAYED_HEADER,
  REQUEST_ID_HEADER,
  SUBJECT_HEADER,
  TRACE_HEADER,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import { REPLAY_HEADER } from '../idempotency/stored-answer.ts';
import { IDEMPOTENCY_KEY_HEADER } from '../idempotency/idempotency-key.ts';
import { adviseOrigins } from '../mistakes/advise-origins.ts';
import { RATE_LIMIT_HEADER, RATE_LIMIT_POLICY_HEADER } from '../limits/rate-limit-fields.ts';

export interface CorsOptions {
  /**
   * Origins whose pages may read answers, such as `https://app.example`, or a function that knows them. There is no
   * `*`: an app lists every origin that may read.
   */
  readonly allowedOrigins: readonly string[] | ((origin: string) => boolean);
  /** Whether requests may carry cookies. @default false */
  readonly credentials?: boolean;
  /** @default GET, HEAD, POST, PUT, PATCH and DELETE */
  readonly methods?: readonly string[];
  /** Request headers besides those that Holdfast's clients send. @default [] */
  readonly requestHeaders?: readonly string[];
  /** Answer headers besides those that Holdfast's clients read. @default [] */
  readonly exposedHeaders?: readonly string[];
  /** How long a browser may remember a preflight, in seconds. @default 7200, the most Chromium keeps */
  readonly maxAgeSeconds?: number;
}

export interface Cors {
  /** The answer to a preflight, allowed or not; `undefined` for every other request. */
  preflight(request: Request): Response | undefined;
  /** The fields that every answer to this request needs, failures included. */
  fields(request: Request): Readonly<Record<string, string>>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const REQUEST_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'if-match',
  'if-none-match',
  'last-event-id',
  IDEMPOTENCY_KEY_HEADER,
  REQUEST_ID_HEADER,
  INCIDENT_HEADER,
  ATTEMPT_HEADER,
  SUBJECT_HEADER,
  TRACE_HEADER,
];
// `Date` is among them because a client measures a date in `Retry-After` against it, and
// `Content-Encoding` because it says what `Content-Length` is the length of.
const EXPOSED_HEADERS = [
  'content-encoding',
  'date',
  'etag',
  'location',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  METHOD_HEADER,
  RATE_LIMIT_HEADER,
  RATE_LIMIT_POLICY_HEADER,
  COST_HEADER,
  REQUEST_ID_HEADER,
  INCIDENT_HEADER,
  REPLAYED_HEADER,
  REPLAY_HEADER,
];

/**
 * Lets pages of other origins read answers (the CORS protocol of the Fetch standard), with every header that a client
 * needs to recover. It only tells browsers. `requireSameOrigin` decides which pages may write, and needs the same
 * origins.
 */
export function createCors(options: CorsOptions): Cors {
  requireOptionsAlways('createCors', options, {
    allowedOrigins: 'a list of texts, or a function',
    credentials: 'true or false?',
    methods: 'a list of texts?',
    requestHeaders: 'a list of texts?',
    exposedHeaders: 'a list of texts?',
    maxAgeSeconds: 'a whole number from 0 on?',
  });

  const {
    allowedOrigins,
    credentials = false,
    methods = METHODS,
    requestHeaders = [],
    exposedHeaders = [],
    maxAgeSeconds = 7200,
  } = options;
  if (typeof allowedOrigins !== 'function') adviseOrigins('createCors', allowedOrigins);
  const isAllowed = (origin: string): boolean =>
    typeof allowedOrigins === 'function' ? allowedOrigins(origin) : allowedOrigins.includes(origin);

  const fieldsFor = (
    request: Request,
    vary: string,
    more: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> => {
    const origin = request.headers.get('origin');
    // `null` is the origin of every sandboxed frame: allowing it would allow them all.
    if (origin === null || origin === 'null' || !isAllowed(origin)) return { vary };
    return {
      vary,
      'access-control-allow-origin': origin,
      ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
      ...more,
    };
  };

  return {
    preflight(request) {
      const { method, headers } = request;
      if (method !== 'OPTIONS' || !headers.has('access-control-request-method')) return undefined;
      if (!headers.has('origin')) return undefined;
      const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
      return new Response(null, {
        status: 204,
        headers: fieldsFor(request, vary, {
          'access-control-allow-methods': methods.join(', '),
          'access-control-allow-headers': [...REQUEST_HEADERS, ...requestHeaders].join(', '),
          'access-control-max-age': String(maxAgeSeconds),
        }),
      });
    },
    fields: (request) =>
      fieldsFor(request, 'Origin', {
        'access-control-expose-headers': [...EXPOSED_HEADERS, ...exposedHeaders].join(', '),
      }),
  };
}
