import { Failure, type OperationState } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { StatusLine } from '@holdfast/react';
import type { GalleryComponent } from '../gallery-state.ts';

const failure = new Failure(NETWORK_FAILED);
const states: readonly ((now: number) => OperationState)[] = [
  (now) => ({ kind: 'running', since: now }),
  (now) => ({ kind: 'live', value: 1, at: now }),
  (now) => ({ kind: 'stale', value: 1, at: now - 240_000, failure }),
  () => ({ kind: 'fallback', value: 1, failure }),
  (now) => ({ kind: 'queued', entryId: 'e', since: now }),
  () => ({ kind: 'blocked', entryId: 'e', reason: 'auth', failure: undefined }),
  () => ({ kind: 'failed', failure }),
  (now) => ({ kind: 'streaming', text: 'Once', since: now }),
  () => ({ kind: 'interrupted', text: 'Once', resumable: true, resuming: false, failure }),
];

export const statusLine: GalleryComponent = {
  name: 'Status line',
  states: states.map((stateAt) => ({
    name: stateAt(0).kind,
    ui: ({ platform }) => <StatusLine state={stateAt(platform.now())} />,
  })),
};
