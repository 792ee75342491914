import { type Platform, webPlatform } from '@holdfast/core';

export interface HealthOptions {
  /** What the server needs to do its work; a check that rejects or takes too long has failed. @default {} */
  readonly checks?: Readonly<Record<string, () => Promise<unknown>>>;
  /** How long a check may take. @default 2000 */
  readonly timeoutMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule'>;
}

export interface Health {
  /** 200 while everything works; 503 when a check fails or the server is about to stop. */
  answer(): Promise<Response>;
  /** From now on the answer is 503, so that nobody sends new work here. */
  drain(): void;
}

type CheckState = 'ok' | 'failed';

/** Says whether a server can do its work. Names the checks that fail; never why. */
export function createHealth({
  checks = {},
  timeoutMs = 2000,
  platform = webPlatform,
}: HealthOptions = {}): Health {
  let draining = false;

  const stateOf = (check: () => Promise<unknown>): Promise<CheckState> =>
    new Promise((resolve) => {
      const settle = (state: CheckState): void => {
        cancel();
        resolve(state);
      };
      const cancel = platform.schedule(timeoutMs, () => resolve('failed'));
      check().then(
        () => settle('ok'),
        () => settle('failed'),
      );
    });

  return {
    async answer() {
      const states = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await stateOf(check)] as const),
      );
      const well = !draining && states.every(([, state]) => state === 'ok');
      const status = draining ? 'draining' : well ? 'ok' : 'failing';
      return Response.json(
        { status, checks: Object.fromEntries(states) },
        { status: well ? 200 : 503, headers: { 'cache-control': 'no-store' } },
      );
    },
    drain() {
      draining = true;
    },
  };
}
