import { inDevelopment } from '@holdfast/core/parts';
import type { RootErrorInfo } from './root-handler.ts';

/** Writes a caught error to the console, as React itself does when it has no root handler. */
export function logCaught(error: unknown, { componentStack, errorBoundary }: RootErrorInfo): void {
  const by = (errorBoundary as object | null | undefined)?.constructor.name ?? 'an error boundary';
  const where = inDevelopment(
    `A component threw this error, and ${by} caught it.\n${componentStack ?? ''}`,
  );
  // oxlint-disable-next-line no-console -- this is the console adapter
  console.error(...[error, where].slice(0, where === undefined ? 1 : 2));
}

/** Hands an error to the window, as an error that no code has caught. */
export function throwToWindow(error: unknown): void {
  reportError(error);
}

/** Writes an error that no boundary caught, and says in development where it came from. */
export function logUncaught(error: unknown, { componentStack }: RootErrorInfo): void {
  throwToWindow(error);
  const where = inDevelopment(
    `A component threw the error above, and no boundary caught it.\n${componentStack ?? ''}`,
  );
  // oxlint-disable-next-line no-console -- this is the console adapter
  if (where !== undefined) console.warn(where);
}
