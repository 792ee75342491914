import { Failure, type OperationState } from '@holdfast/core';
import { NETWORK_FAILED, OFFLINE } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { afterEach, expect, it } from 'vitest';
import { AgeBadge } from './age-badge.tsx';

afterEach(endResilient);

const MINUTE = 60_000;
const world = createWorld();
const NOW = world.platform.now();
const failure = new Failure(NETWORK_FAILED);

it.each<[OperationState, string]>([
  [{ kind: 'idle' }, ''],
  [{ kind: 'running', since: NOW }, ''],
  [{ kind: 'live', value: 1, at: NOW }, ''],
  [{ kind: 'live', value: 1, at: NOW - 4 * MINUTE }, 'Last updated 4 minutes ago'],
  [{ kind: 'running', value: 1, at: NOW - 60 * MINUTE, since: NOW }, 'Last updated 1 hour ago'],
  [
    { kind: 'stale', value: 1, at: NOW, failure },
    'Last updated now. The server cannot be reached.',
  ],
  [
    { kind: 'stale', value: 1, at: NOW - MINUTE, failure: new Failure(OFFLINE) },
    'Last updated 1 minute ago. You are offline.',
  ],
  // The clock of the device was set back.
  [
    { kind: 'stale', value: 1, at: NOW + 9 * MINUTE, failure },
    'Last updated now. The server cannot be reached.',
  ],
])('of %j says %j', (state, text) => {
  const { container } = renderResilient(<AgeBadge state={state} />, { world });
  expect(container.textContent).toBe(text);
});

it('grows older on the screen', async () => {
  const { container, advance } = renderResilient(
    <AgeBadge state={{ kind: 'live', value: 1, at: NOW }} />,
    { world },
  );
  expect(container.textContent).toBe('');
  await advance(2 * MINUTE);
  expect(container.textContent).toBe('Last updated 2 minutes ago');
  expect(container.querySelector('time')?.dateTime).toBe(new Date(NOW).toISOString());
});
