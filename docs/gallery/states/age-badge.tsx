import { Failure, type OperationState } from '@holdfast/core';
import { NETWORK_FAILED, OFFLINE } from '@holdfast/core/failures';
import { AgeBadge } from '@holdfast/react';
import type { GalleryComponent, GalleryState } from '../gallery-state.ts';

const state = (name: string, stateAt: (now: number) => OperationState): GalleryState => ({
  name,
  ui: ({ platform }) => <AgeBadge state={stateAt(platform.now())} />,
});

export const ageBadge: GalleryComponent = {
  name: 'Age of the data',
  states: [
    state('Fresh: nothing to say', (now) => ({ kind: 'live', value: 1, at: now })),
    state('Not fresh', (now) => ({ kind: 'live', value: 1, at: now - 4 * 60_000 })),
    state('Asking again', (now) => ({
      ...{ kind: 'running', value: 1, at: now - 3_600_000, since: now },
    })),
    state('Stale: the server cannot be reached', (now) => ({
      ...{ kind: 'stale', value: 1, at: now - 20_000, failure: new Failure(NETWORK_FAILED) },
    })),
    state('Stale: offline for days', (now) => ({
      ...{ kind: 'stale', value: 1, at: now - 3 * 86_400_000, failure: new Failure(OFFLINE) },
    })),
  ],
};
