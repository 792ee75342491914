import { createCell, Failure, type Observable } from '@holdfast/core';
import { TIMEOUT } from '@holdfast/core/failures';
import {
  asFailure,
  isEqual,
  requireOptions,
  sleep,
  webClock,
  type Clock,
} from '@holdfast/core/parts';
import { copyOf } from '../copy-of.ts';
import { whenAborted } from '../when-aborted.ts';
import { uncheckedMessage } from './unchecked-message.ts';

export interface CheckOptions<TValue> {
  /**
   * Asks about a value, usually a server. Returns `undefined` when the value passes, and otherwise a sentence for the
   * user. When it throws or rejects, that is a failure of the field.
   */
  readonly ask: (
    value: TValue,
    context: { readonly signal: AbortSignal },
  ) => string | undefined | Promise<string | undefined>;
  /** The pause after a change before it asks, in milliseconds. @default 300 */
  readonly debounceMs?: number;
  /** How long an answer may take, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number;
  /** How many answers it remembers. @default 50 */
  readonly cacheSize?: number;
  /** How long an answer holds, in milliseconds. @default 60_000 */
  readonly cacheMs?: number;
  /**
   * `'accept'` when the server checks the value again anyway: a value that could not be checked then passes.
   * @default 'refuse'
   */
  readonly whenFailed?: 'refuse' | 'accept';
  readonly platform?: Clock;
}

/** The state of the check of the newest value. */
export type CheckState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Checks the values of one field by asking, usually a server. */
export interface AsyncCheck<TValue> extends Observable<CheckState> {
  /**
   * Gives the sentence for the user, or nothing when the value passes. Never rejects. A call for another value aborts
   * the one before, which then gives the newer answer too.
   */
  check(value: TValue): Promise<string | undefined>;
  /** Forgets all answers. */
  forget(): void;
}

interface Remembered {
  readonly value: unknown;
  readonly message: string | undefined;
  /** Monotonic milliseconds. */
  readonly until: number;
}

/** Makes a check that asks once after a pause in typing, and remembers the answers. */
export function createCheck<TValue>(options: CheckOptions<TValue>): AsyncCheck<TValue> {
  requireOptions<CheckOptions<TValue>>('createCheck', options, {
    ask: 'a function',
    debounceMs: 'a number from 0 on?',
    timeoutMs: 'a number above 0?',
    cacheSize: 'a whole number from 0 on?',
    cacheMs: 'a number from 0 on?',
    whenFailed: 'one of refuse, accept?',
    platform: 'an object with monotonic, schedule?',
  });
  const { ask, debounceMs = 300, timeoutMs = 10_000, cacheSize = 50, cacheMs = 60_000 } = options;
  const { whenFailed = 'refuse', platform = webClock } = options;
  const state = createCell<CheckState>({ kind: 'idle' });
  /** The least used answer is the first. */
  const known: Remembered[] = [];
  let newest: Promise<string | undefined> | undefined;
  let asking: { readonly value: unknown; readonly controller: AbortController } | undefined;

  const show = (message: string | undefined): void =>
    state.set(message === undefined ? { kind: 'passed' } : { kind: 'refused', message });
  const take = (value: unknown): Remembered | undefined => {
    const at = known.findIndex((each) => isEqual(each.value, value));
    return at < 0 ? undefined : known.splice(at, 1)[0];
  };
  const remember = (value: unknown, message: string | undefined): void => {
    take(value);
    known.push({ value, message, until: platform.monotonic() + cacheMs });
    if (known.length > cacheSize) known.shift();
  };

  const run = async (
    value: TValue,
    mine: NonNullable<typeof asking>,
  ): Promise<string | undefined> => {
    const { controller } = mine;
    const { signal } = controller;
    let cancel: (() => void) | undefined;
    try {
      await sleep(platform, debounceMs, signal);
      cancel = platform.schedule(timeoutMs, () => controller.abort(new Failure(TIMEOUT)));
      const message = await Promise.race([ask(value, { signal }), whenAborted(signal)]);
      if (asking !== mine) return await newest;
      remember(mine.value, message);
      show(message);
      return message;
    } catch (error) {
      if (asking !== mine) return await newest;
      const failure = asFailure(error);
      state.set({ kind: 'failed', failure });
      if (whenFailed === 'accept') return undefined;
      return uncheckedMessage(failure);
    } finally {
      cancel?.();
      if (asking === mine) asking = undefined;
    }
  };

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    forget: () => void known.splice(0),
    check(value) {
      if (asking && newest && isEqual(asking.value, value)) return newest;
      asking?.controller.abort();
      asking = undefined;
      const before = take(value);
      if (before && platform.monotonic() < before.until) {
        known.push(before);
        show(before.message);
        newest = Promise.resolve(before.message);
        return newest;
      }
      state.set({ kind: 'checking' });
      asking = { value: copyOf(value), controller: new AbortController() };
      newest = run(value, asking);
      return newest;
    },
  };
}
