import type { Windows } from '../windows/create-windows.ts';
import type { CustomJudge } from './custom-judge.ts';

/** Everything that a judgement depends on, but for its rule. */
export interface JudgingContext {
  readonly windows: Windows;
  /** Wall-clock milliseconds. */
  readonly now: number;
  /** What the rule remembered the last time. It is JSON that a database kept, so each rule reads it with care. */
  readonly memory: unknown;
  readonly judges: Readonly<Record<string, CustomJudge>>;
}

const MINUTE = 60_000;

/** A window up to now. The minute in which it begins belongs to it wholly. */
export function windowOf(
  now: number,
  windowMs: number,
): { readonly from: number; readonly to: number } {
  return { from: Math.floor((now - windowMs) / MINUTE) * MINUTE, to: now + 1 };
}
