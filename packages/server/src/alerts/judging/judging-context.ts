import type { Windows } from '../windows/create-windows.ts';
import type { CustomJudge } from './custom-judge.ts';

/** Everything that a judgement depends on, except its rule. */
export interface JudgingContext {
  readonly windows: Windows;
  /** Wall-clock milliseconds. */
  readonly now: number;
  /** The memory of the rule from its last judgement. It is JSON from a database, so each rule checks it. */
  readonly memory: unknown;
  readonly judges: Readonly<Record<string, CustomJudge>>;
}

const MINUTE = 60_000;

/** A window up to now. It contains the whole minute in which it begins. */
export function windowOf(
  now: number,
  windowMs: number,
): { readonly from: number; readonly to: number } {
  return { from: Math.floor((now - windowMs) / MINUTE) * MINUTE, to: now + 1 };
}
