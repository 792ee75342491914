import { surface } from './web-surface.ts';

/** Tells the app's listeners, sinks or callbacks, each one apart: what one throws surfaces as the app's own. */
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
