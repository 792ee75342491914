import { RetryButton } from '@holdfast/react';
import type { GalleryComponent } from '../gallery-state.ts';

const never = (): Promise<void> => new Promise(() => {});

export const retryButton: GalleryComponent = {
  name: 'Retry button',
  states: [
    { name: 'Ready', ui: () => <RetryButton onRetry={never} /> },
    {
      name: 'The app tries again by itself',
      ui: ({ platform }) => (
        <RetryButton onRetry={never} retriesAt={platform.now() + 4000} attempt={2} attempts={3} />
      ),
    },
    {
      name: 'The server asked for a pause',
      ui: ({ platform }) => <RetryButton onRetry={never} notBefore={platform.now() + 90_000} />,
    },
    { name: 'Trying', ui: () => <RetryButton onRetry={never} isBusy attempt={3} attempts={3} /> },
    {
      name: 'With words of the app',
      ui: () => <RetryButton onRetry={never}>Tell the rest of the story</RetryButton>,
    },
  ],
};
