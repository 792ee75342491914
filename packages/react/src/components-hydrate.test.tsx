import { createCell, Failure, type UpdateState } from '@holdfast/core';
import { NETWORK_FAILED, SERVER_ERROR } from '@holdfast/core/failures';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { endResilient } from '@holdfast/testing/react';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { ActivityList } from './activity/activity-list.tsx';
import { addEntry } from './activity/memory-entry.contract.ts';
import { AgeBadge } from './age/age-badge.tsx';
import { Announcer } from './announcer/announcer.tsx';
import { ConflictChooser } from './conflict/conflict-chooser.tsx';
import { ConnectivityBanner } from './connectivity/connectivity-banner.tsx';
import { HoldfastProvider } from './holdfast-provider.tsx';
import { createNotifications } from './notifications/create-notifications.ts';
import { Notifications } from './notifications/notifications.tsx';
import { ProgressBar } from './progress/progress-bar.tsx';
import { RetryButton } from './retry/retry-button.tsx';
import { SyncStatus } from './sync/sync-status.tsx';
import { UpdatePrompt } from './update/update-prompt.tsx';

afterEach(endResilient);

const AT = Date.UTC(2025, 11, 31);
const offer = { apply: () => {}, later: () => {}, isPutOff: false };

function everything(world: ResilientWorld): { page: ReactElement; happen: () => Promise<void> } {
  const store = createNotifications({ platform: world.platform });
  const updates = createCell<UpdateState>({ kind: 'current' });
  const page = (
    <HoldfastProvider holdfast={world.holdfast}>
      <ConnectivityBanner />
      <SyncStatus />
      <UpdatePrompt updates={updates} unsavedWork={{ labels: createCell<readonly string[]>([]) }} />
      <ActivityList subjectOf={({ id }) => id} sent={[{ id: 's', subject: 'Mara', at: AT }]} />
      <ConflictChooser
        name="Mara"
        parts={[{ label: 'Role', mine: 'a', theirs: 'b' }]}
        other="known"
        mine={{ at: AT }}
        onChoose={() => {}}
      />
      <AgeBadge state={{ kind: 'stale', value: 1, at: AT, failure: new Failure(NETWORK_FAILED) }} />
      <ProgressBar label="Telling" since={AT} usualMs={1000} />
      <RetryButton onRetry={() => {}} retriesAt={AT + 400 * 86_400_000} />
      <Notifications store={store} />
      <Announcer />
    </HoldfastProvider>
  );
  return {
    page,
    async happen() {
      await addEntry(world, 'Mara');
      world.connectivity.note('device-offline');
      updates.set({ kind: 'waiting', ...offer });
      store.fail(new Failure(SERVER_ERROR), { action: 'note.list' });
    },
  };
}

it('the components render on a server, and a page hydrates them although everything has changed since', async () => {
  const onRecoverableError = vi.fn<(error: unknown) => void>();
  const html = renderToString(everything(createWorld()).page);
  expect(html).toContain('There are two versions of');
  const place = document.body.appendChild(document.createElement('div'));
  place.innerHTML = html;
  const world = createWorld();
  const { page, happen } = everything(world);
  await happen();
  const root = await act(() => hydrateRoot(place, page, { onRecoverableError }));
  expect(onRecoverableError).not.toHaveBeenCalled();
  await act(() => world.platform.advance(2000));
  for (const text of [
    "You're offline.",
    'A new version is ready',
    'The server could not do this.',
  ]) {
    expect(place.textContent).toContain(text);
  }
  act(() => root.unmount());
  place.remove();
});
