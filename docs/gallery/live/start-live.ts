import { createCell, createHoldfast, inBrowser, type UpdateState } from '@holdfast/core';
import { createConnectivity, createProbe } from '@holdfast/core/parts';
import { onThisDevice } from '@holdfast/offline';
import { createNotifications } from '@holdfast/react';
import { createBreakableServer } from './breakable-server.ts';

/** The real SDK on a server in the page: real operations, a real outbox and a real cache in IndexedDB. */
export function startLive() {
  const server = createBreakableServer();
  const { policies } = inBrowser();
  const holdfast = createHoldfast({
    transport: server,
    identity: createCell({ subject: 'visitor' }),
    ...onThisDevice({ name: 'holdfast-gallery' }),
    policies,
    connectivity: ({ platform }) => {
      const connectivity = createConnectivity({ platform });
      const ask = async (): Promise<boolean> => {
        if (!(await server.ask())) throw new TypeError('Failed to fetch');
        return true;
      };
      const probe = createProbe({ connectivity, platform, ask });
      server.fault.subscribe(() =>
        connectivity.note(
          server.fault.getSnapshot() === 'offline' ? 'device-offline' : 'device-online',
        ),
      );
      return Object.assign(connectivity, { dispose: probe.dispose });
    },
  });
  const { connectivity } = holdfast;
  const notifications = createNotifications({ connectivity });
  const updates = createCell<UpdateState>({ kind: 'current' });
  return { holdfast, server, notifications, updates };
}

export type Live = ReturnType<typeof startLive>;
