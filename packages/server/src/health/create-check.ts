import { isPlain, type Platform } from '@holdfast/core/parts';

export interface CheckOptions {
  /** How long it may take before it has failed. */
  readonly timeoutMs: number;
  readonly platform: Pick<Platform, 'monotonic'>;
}

export interface CheckResult {
  readonly status: 'ok' | 'failed' | 'pending';
  readonly latencyMs: number;
  /** The numbers that the check resolved with. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/** The result that is known now: its text in the answer, and whether it counts as passed. */
export interface CheckView {
  readonly result: CheckResult;
  readonly counts: 'ok' | 'failed';
}

export interface RunningCheck {
  /** Begins unless it is running, and resolves when it has ended, with or without success. */
  run(): Promise<void>;
  look(): CheckView;
}

/** After this many times its limit, the server gives up a check that never ends, and another may begin. */
const GIVEN_UP_AFTER = 10;

/** A check that runs once at a time, for any number of callers. */
export function createCheck(
  check: () => Promise<unknown>,
  { timeoutMs, platform }: CheckOptions,
): RunningCheck {
  let last: CheckResult | undefined;
  let underway: { readonly since: number; readonly ended: Promise<void> } | undefined;
  const sinceMs = (since: number): number => Math.round((platform.monotonic() - since) * 10) / 10;

  async function begin(since: number): Promise<void> {
    let status: CheckResult['status'] = 'ok';
    let numbers: CheckResult['numbers'];
    try {
      numbers = numbersOf(await check());
    } catch {
      status = 'failed';
    }
    // The result of a check that was given up does not count.
    if (underway?.since !== since) return;
    underway = undefined;
    last = { status, latencyMs: sinceMs(since), ...(numbers && { numbers }) };
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

/** The numbers of a plain object. Everything else could be private text. */
function numbersOf(value: unknown): CheckResult['numbers'] {
  if (!isPlain(value)) return undefined;
  const numbers = Object.entries(value).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return numbers.length > 0 ? Object.fromEntries(numbers) : undefined;
}

const NEVER: CheckResult = { status: 'pending', latencyMs: 0 };
