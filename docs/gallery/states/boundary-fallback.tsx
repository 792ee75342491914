import { Failure } from '@holdfast/core';
import { RENDER_FAILED } from '@holdfast/core/failures';
import { BoundaryFallback, type FallbackProps } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { GalleryComponent } from '../gallery-state.ts';
import { HEBREW, UNBROKEN } from './texts.ts';

const never = (): void => {};
const failure = new Failure(RENDER_FAILED, { incidentId: 'k3v9q2m7-4' });
const tried = { attempts: 1, maxRetries: 3, cancel: never };

const shown = (facts: Partial<FallbackProps>): ReactElement => (
  <BoundaryFallback error={new Error()} resetErrorBoundary={never} failure={failure} {...facts} />
);

export const boundaryFallback: GalleryComponent = {
  name: 'Fallback of a boundary',
  states: [
    { name: 'A part stopped', ui: () => shown({ name: 'Story sparks' }) },
    {
      name: 'It tries again by itself',
      ui: ({ platform }) =>
        shown({
          name: 'Story sparks',
          retry: { ...tried, kind: 'planned', retryAt: platform.now() + 4_000 },
        }),
    },
    {
      name: 'It waits for the network',
      ui: () => shown({ name: 'Story sparks', retry: { ...tried, kind: 'offline' } }),
    },
    {
      name: 'It tried often enough',
      ui: () =>
        shown({
          name: 'Story sparks',
          retry: { ...tried, attempts: 3, kind: 'stopped', reason: 'exhausted' },
        }),
    },
    { name: 'A part without a name', ui: () => shown({ failure: undefined }) },
    { name: 'A long name', ui: () => shown({ name: UNBROKEN }) },
    { name: 'A name from right to left', ui: () => shown({ name: HEBREW }) },
  ],
};
