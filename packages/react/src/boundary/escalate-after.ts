import { webClock, type Clock, requireOptions } from '@holdfast/core/parts';
import type { BoundaryPart } from './boundary-part.ts';
import type { Caught } from './caught.ts';

export interface EscalateAfterOptions {
  /** Which error within the window goes to the boundary above: with 3, the third. */
  readonly errors: number;
  /** @default 60_000 */
  readonly windowMs?: number;
  /** @default the provider's, `webPlatform` without one */
  readonly platform?: Pick<Clock, 'monotonic'>;
}

/**
 * A limit on the errors that a boundary keeps: when too many come within a window, the boundary above gets the next
 * one. Errors of automatic retries count. Without this part a boundary keeps every error.
 */
export function escalateAfter(options: EscalateAfterOptions): BoundaryPart {
  requireOptions('escalateAfter', options, {
    errors: 'a whole number above 0',
    windowMs: 'a number above 0?',
    platform: 'an object with monotonic?',
  });

  const { errors, windowMs = 60_000 } = options;
  return (boundary) => {
    let log: readonly { readonly caught: Caught; readonly at: number }[] = [];
    const now = (): number =>
      (options.platform ?? boundary.provided()?.holdfast.platform ?? webClock).monotonic();
    const within = (): typeof log => {
      const since = now() - windowMs;
      return log.filter(({ at }) => at > since);
    };
    return {
      passes: (caught) => within().filter((one) => one.caught !== caught).length >= errors - 1,
      after() {
        const caught = boundary.caught();
        if (caught && log.at(-1)?.caught !== caught) log = [...within(), { caught, at: now() }];
      },
    };
  };
}
