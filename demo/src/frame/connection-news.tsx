import type { Connectivity } from '@holdfast/core';
import { useAnnounce, useConnectivity, useHoldfast } from '@holdfast/react';
import { useEffect, useRef } from 'react';

// A connection that flickers is not worth interrupting anybody.
const SETTLED_MS = 2000;

const news: Readonly<Record<Connectivity, string | undefined>> = {
  online: 'Connected again.',
  offline: 'No connection. What you write is kept on this device.',
  degraded: 'Fireside cannot be reached. What you write is kept on this device.',
  unknown: undefined,
};

/** Says when the connection is gone and when it is back, once each. */
export function ConnectionNews(): null {
  const connectivity = useConnectivity();
  const announce = useAnnounce();
  const { platform } = useHoldfast();
  // Being connected is what everybody expects; only a change is news.
  const told = useRef<Connectivity>('online');
  useEffect(
    () =>
      platform.schedule(SETTLED_MS, () => {
        const text = news[connectivity];
        if (text === undefined || told.current === connectivity) return;
        told.current = connectivity;
        announce(text);
      }),
    [announce, connectivity, platform],
  );
  return null;
}
