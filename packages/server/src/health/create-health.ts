import { idOf, type Platform, REQUEST_ID_HEADER, webPlatform } from '@holdfast/core';

export interface HealthOptions {
  /** What the server needs to do its work; a check that rejects or takes too long has failed. @default {} */
  readonly checks?: Readonly<Record<string, () => Promise<unknown>>>;
  /** How long a check may take. @default 2000 */
  readonly timeoutMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule' | 'monotonic'>;
}

export interface Health {
  /**
   * Readiness: 200 while everything works; 503 when a check fails or the server is about to stop, and
   * work should go elsewhere.
   *
   * @param request gets its `X-Request-Id` back, by which a client's probe knows its own server
   */
  answer(request?: Pick<Request, 'headers'>): Promise<Response>;
  /**
   * Liveness: 200 for as long as the process answers at all, whatever it depends on. Restarting a
   * server because its database is down would only make two things wrong.
   *
   * @param request see `answer`
   */
  alive(request?: Pick<Request, 'headers'>): Response;
  /** From now on readiness is 503, so that nobody sends new work here. */
  drain(): void;
}

interface CheckResult {
  readonly status: 'ok' | 'failed';
  readonly latencyMs: number;
}

/** Says whether a server can do its work. Names the checks that fail and how long each took; never why. */
export function createHealth({
  checks = {},
  timeoutMs = 2000,
  platform = webPlatform,
}: HealthOptions = {}): Health {
  let draining = false;

  const run = (check: () => Promise<unknown>): Promise<CheckResult> =>
    new Promise((resolve) => {
      const start = platform.monotonic();
      const settle = (status: CheckResult['status']): void => {
        cancel();
        resolve({ status, latencyMs: Math.round((platform.monotonic() - start) * 10) / 10 });
      };
      const cancel = platform.schedule(timeoutMs, () => settle('failed'));
      // Also a check that throws before it gives a promise has only failed.
      Promise.resolve()
        .then(check)
        .then(
          () => settle('ok'),
          () => settle('failed'),
        );
    });

  return {
    async answer(request) {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const),
      );
      const works = results.every(([, { status }]) => status === 'ok');
      const status = draining ? 'draining' : works ? 'ok' : 'failing';
      const checked = { status, checks: Object.fromEntries(results) };
      return tell(status === 'ok' ? 200 : 503, checked, request);
    },
    alive: (request) => tell(200, { status: 'ok' }, request),
    drain() {
      draining = true;
    },
  };
}

function tell(status: number, body: object, request?: Pick<Request, 'headers'>): Response {
  const token = idOf(request?.headers.get(REQUEST_ID_HEADER));
  const headers = { 'cache-control': 'no-store', ...(token && { [REQUEST_ID_HEADER]: token }) };
  return Response.json(body, { status, headers });
}
