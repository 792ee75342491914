import type { Platform } from '@holdfast/core';

export interface CheckOptions {
  /** How long it may take before it has failed. */
  readonly timeoutMs: number;
  readonly platform: Pick<Platform, 'monotonic'>;
}

export interface CheckResult {
  readonly status: 'ok' | 'failed' | 'pending';
  readonly latencyMs: number;
}

/** What is known now: what to tell of it, and what it counts as. */
export interface CheckView {
  readonly result: CheckResult;
  readonly counts: 'ok' | 'failed';
}

export interface RunningCheck {
  /** Begins unless it is under way, and resolves when it has ended, however that was. */
  run(): Promise<void>;
  look(): CheckView;
}

/** After so many times its limit a check that never ends is given up, and another may begin. */
const GIVEN_UP_AFTER = 10;

/** A check of which one at a time is under way, however many ask. */
export function createCheck(
  check: () => Promise<unknown>,
  { timeoutMs, platform }: CheckOptions,
): RunningCheck {
  let last: CheckResult | undefined;
  let underway: { readonly since: number; readonly ended: Promise<void> } | undefined;
  const sinceMs = (since: number): number => Math.round((platform.monotonic() - since) * 10) / 10;

  async function begin(since: number): Promise<void> {
    let status: CheckResult['status'] = 'ok';
    try {
      await check();
    } catch {
      status = 'failed';
    }
    // One that was given up has nothing to say any more.
    if (underway?.since !== since) return;
    underway = undefined;
    last = { status, latencyMs: sinceMs(since) };
  }

  return {
    run() {
      const since = platform.monotonic();
      if (!underway || since - underway.since >= timeoutMs * GIVEN_UP_AFTER) {
        // A check that throws at once has ended before its promise is there.
        const ended = Promise.resolve().then(() => begin(since));
        underway = { since, ended };
      }
      return underway.ended;
    },
    look() {
      const counts = last?.status === 'ok' ? 'ok' : 'failed';
      if (!underway) return { result: last ?? NEVER, counts };
      const latencyMs = sinceMs(underway.since);
      return latencyMs < timeoutMs
        ? { result: { status: 'pending', latencyMs }, counts }
        : { result: { status: 'failed', latencyMs }, counts: 'failed' };
    },
  };
}

const NEVER: CheckResult = { status: 'pending', latencyMs: 0 };
