'use client';
import { useContext, useMemo, useState } from 'react';
import { ErrorBoundaryContext } from './error-boundary-context.ts';

export type UseErrorBoundaryApi = {
  /** The error that the nearest boundary shows. `null` while it shows its children. */
  error: unknown;
  /** Renders the children of the nearest boundary again. */
  resetBoundary: () => void;
  /** Shows an error in the nearest boundary that React does not see by itself: of an event handler or a promise. */
  showBoundary: (error: unknown) => void;
};

/** The nearest boundary: its error, its reset, and a way to show an error in it. Throws outside of a boundary. */
export function useErrorBoundary(): UseErrorBoundaryApi {
  const boundary = useContext(ErrorBoundaryContext);
  // The text is react-error-boundary's own, because tests of apps may expect it.
  if (typeof boundary?.resetErrorBoundary !== 'function')
    throw new Error('ErrorBoundaryContext not found');
  // In a box, because code can show `null` and `undefined`, too.
  const [shown, show] = useState<{ readonly error: unknown } | null>(null);
  const { error, resetErrorBoundary } = boundary;
  const api = useMemo(
    () => ({
      error,
      resetBoundary: () => {
        resetErrorBoundary();
        show(null);
      },
      showBoundary: (thrown: unknown) => show({ error: thrown }),
    }),
    [error, resetErrorBoundary],
  );
  if (shown) throw shown.error;
  return api;
}
