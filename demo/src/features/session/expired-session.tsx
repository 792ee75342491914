'use client';
import { useObservable } from '@holdfast/react';
import { BoundaryFallback, ErrorBoundary, lazyWithRetry } from '@holdfast/react/boundary';
import { Suspense, type ReactElement } from 'react';
import { useAccount } from '../../account/use-account.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { useText } from '../../words/use-text.ts';
import { expiredTitle } from './expired-title.ts';

// Their forms are not needed before a session ends.
const ExpiredDialogs = lazyWithRetry(() => import('./expired-dialogs.tsx'));

/**
 * Covers the page while its session has ended, until the writer signs in again or out. The page stays as it was
 * beneath, with everything that was typed.
 */
export function ExpiredSession(): ReactElement | null {
  const { account: keeper } = useFireside();
  const account = useAccount();
  const title = useText(expiredTitle);
  const hasEnded = useObservable(keeper.hasEnded);
  if (!hasEnded || !account) return null;
  return (
    <ErrorBoundary name={title} FallbackComponent={BoundaryFallback}>
      <Suspense fallback={null}>
        <ExpiredDialogs key={account.subject} account={account} />
      </Suspense>
    </ErrorBoundary>
  );
}
