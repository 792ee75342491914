'use client';
import { autoRetry, BoundaryFallback, ErrorBoundary } from '@holdfast/react/boundary';
import { Suspense, type ReactElement, type ReactNode } from 'react';

const PARTS = [autoRetry()];

interface ApartProps {
  /** Stands in the place of the part while it loads. @default nothing */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A part of a page that loads when it is first shown. Meanwhile everything around it stays, and the focus stays too. A
 * part that cannot be loaded says so in its own place, and comes when the network is back.
 */
export function Apart({ fallback = null, children }: ApartProps): ReactElement {
  return (
    <ErrorBoundary FallbackComponent={BoundaryFallback} parts={PARTS}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  );
}
