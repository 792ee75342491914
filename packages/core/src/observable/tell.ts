import { surface } from './web-surface.ts';

/**
 * Calls the app's listeners, sinks or callbacks, each on its own: an exception of one surfaces as the app's
 * own.
 */
export function tell<TArguments extends readonly unknown[]>(
  listeners: Iterable<(...told: TArguments) => unknown>,
  ...told: TArguments
): void {
  for (const listener of [...listeners]) {
    try {
      listener(...told);
    } catch (error) {
      surface(error);
    }
  }
}
