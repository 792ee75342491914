import { Suspense, type ComponentType, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';
import type { FallbackProps } from './boundary-props.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { lazyWithRetry } from './lazy-with-retry.tsx';

const PART = '/packages/react/test/story-map.tsx';

const Again = ({ resetErrorBoundary }: FallbackProps): ReactElement => (
  <button onClick={() => resetErrorBoundary()}>Try again</button>
);

/** Cuts or restores the network to the part. */
const cut = async (urls: readonly string[]): Promise<void> => {
  const session = cdp() as unknown as {
    send(method: string, params?: object): Promise<unknown>;
  };
  await session.send('Network.enable');
  await session.send('Network.setBlockedURLs', { urls });
};

it('Try again imports a part again, from the same address, after the network was cut', async () => {
  await cut(['*story-map*']);
  onTestFinished(() => cut([]));
  let loads = 0;
  const Part = lazyWithRetry(() => {
    loads += 1;
    return import(/* @vite-ignore */ PART) as Promise<{ default: ComponentType }>;
  });
  const place = document.body.appendChild(document.createElement('main'));
  const root = createRoot(place, { onCaughtError: () => {} });
  onTestFinished(() => root.unmount());
  root.render(
    <ErrorBoundary FallbackComponent={Again}>
      <Suspense fallback="loading">
        <Part />
      </Suspense>
    </ErrorBoundary>,
  );
  await expect.poll(() => place.textContent).toBe('Try again');
  place.querySelector('button')?.click();
  await expect.poll(() => loads).toBe(2);
  await expect.poll(() => place.textContent).toBe('Try again');
  await cut([]);
  place.querySelector('button')?.click();
  await expect.poll(() => place.textContent).toBe('the map');
  expect(loads).toBe(3);
});
