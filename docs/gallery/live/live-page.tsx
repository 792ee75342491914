import type { MessageOverrides } from '@holdfast/core/messages';
import {
  ActivityList,
  Announcer,
  ConnectivityBanner,
  HoldfastProvider,
  Notifications,
  SyncStatus,
  UpdatePrompt,
  useObservable,
} from '@holdfast/react';
import { createCell } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Note } from './breakable-server.ts';
import { BreakStrip } from './break-strip.tsx';
import { LiveConflicts } from './live-conflicts.tsx';
import { LiveNotes } from './live-notes.tsx';
import type { Live } from './start-live.ts';

interface LivePageProps {
  readonly live: Live;
  readonly messages?: MessageOverrides | undefined;
}

/** The components on the real SDK, above a strip that breaks the server, the way to it and the disk. */
export function LivePage({ live, messages }: LivePageProps): ReactElement {
  return (
    <HoldfastProvider holdfast={live.holdfast} {...(messages && { messages })}>
      <LiveParts live={live} />
      <Announcer />
    </HoldfastProvider>
  );
}

const noUnsavedWork = { labels: createCell<readonly string[]>([]) };

function LiveParts({ live }: { readonly live: Live }): ReactElement {
  const { holdfast, notifications, updates } = live;
  const storage = useObservable(holdfast.outbox.storage);
  return (
    <section className="live" data-component="live" aria-labelledby="live">
      <h1 id="live">On the real SDK</h1>
      <BreakStrip live={live} />
      <ConnectivityBanner storage={storage} />
      <UpdatePrompt updates={updates} unsavedWork={noUnsavedWork} />
      <SyncStatus />
      <LiveNotes live={live} />
      <LiveConflicts live={live} />
      <ActivityList subjectOf={({ input }) => (input as Note).text} />
      <Notifications store={notifications} />
    </section>
  );
}
