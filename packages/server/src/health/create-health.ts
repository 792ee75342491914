import {
  idOf,
  type Platform,
  REQUEST_ID_HEADER,
  webPlatform,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import { requireFunction } from '../mistakes/require-value.ts';
import { createCheck } from './create-check.ts';

export interface HealthOptions {
  /**
   * The checks of everything that the server needs, such as `checkWrites` of the `./sql` entry. A check that rejects
   * or takes too long has failed. The server does not begin a check again while it runs. The answer shows the numbers of
   * an object that a check resolves with, such as those of `relay.check()`. @default {}
   */
  readonly checks?: Readonly<Record<string, () => Promise<unknown>>>;
  /** How long a check may take before it has failed. @default 2000 */
  readonly timeoutMs?: number;
  /**
   * How long an answer waits for checks. A check that takes longer is shown as `pending` and counts as its last
   * result. @default 50
   */
  readonly answerMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule' | 'monotonic'>;
}

export interface Health {
  /**
   * Readiness: 200 while everything works; 503 when a check fails or the server is about to stop, and work should go
   * elsewhere. The answer comes within `answerMs`, even when the checks hang.
   *
   * @param request gets its `X-Request-Id` back, by which a client's probe knows its own server
   */
  answer(request?: Pick<Request, 'headers'>): Promise<Response>;
  /**
   * Liveness: 200 for as long as the process answers, even when its database is down. A restart of the server would not
   * repair the database.
   *
   * @param request see `answer`
   */
  alive(request?: Pick<Request, 'headers'>): Response;
  /** From now on readiness is 503, so that balancers send no new work here. */
  drain(): void;
}

/** Says whether a server can do its work. Names the checks that fail and how long each took; never why. */
export function createHealth(options: HealthOptions = {}): Health {
  requireOptionsAlways('createHealth', options, {
    checks: 'an object?',
    timeoutMs: 'a number above 0?',
    answerMs: 'a number above 0?',
    platform: 'an object with schedule, monotonic?',
  });

  const { checks = {}, timeoutMs = 2000, answerMs = 50, platform = webPlatform } = options;
  requireFunction('createHealth', checks);
  let draining = false;
  const running = Object.entries(checks).map(
    ([name, check]) => [name, createCheck(check, { timeoutMs, platform })] as const,
  );

  async function waitFor(found: readonly Promise<unknown>[]): Promise<void> {
    let cancel: (() => void) | undefined;
    const late = new Promise<void>((resolve) => {
      cancel = platform.schedule(answerMs, resolve);
    });
    await Promise.race([Promise.all(found), late]);
    cancel?.();
  }

  return {
    async answer(request) {
      await waitFor(running.map(([, { run }]) => run()));
      const results = running.map(([name, { look }]) => [name, look()] as const);
      const works = results.every(([, { counts }]) => counts === 'ok');
      const status = draining ? 'draining' : works ? 'ok' : 'failing';
      const told = results.map(([name, { result }]) => [name, result] as const);
      return tell(
        status === 'ok' ? 200 : 503,
        { status, checks: Object.fromEntries(told) },
        request,
      );
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
