import type { Connectivity } from '@holdfast/core';
import { useAnnounce, useConnectivity, useHoldfast } from '@holdfast/react';
import { useEffect, useRef } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';

// A connection that flickers is no reason to interrupt the writer.
const SETTLED_MS = 2000;

const news: Readonly<Record<Exclude<Connectivity, 'unknown'>, string>> = {
  online: 'Connected again.',
  offline: 'No connection.',
  degraded: 'Fireside cannot be reached.',
};
const kept = 'What you write is kept on this device.';
const unkept = 'What you write is not saved on this device.';

/** Says when the connection is gone and when it is back, once each. */
export function ConnectionNews(): null {
  const connectivity = useConnectivity();
  const announce = useAnnounce();
  const { platform } = useHoldfast();
  const { outbox } = useFireside();
  // Every writer expects to be connected, so only a change is worth an announcement.
  const told = useRef<Connectivity>('online');
  useEffect(
    () =>
      platform.schedule(SETTLED_MS, () => {
        if (connectivity === 'unknown' || told.current === connectivity) return;
        told.current = connectivity;
        const safety = outbox.storage.getSnapshot() === 'ok' ? kept : unkept;
        announce([news[connectivity], ...(connectivity === 'online' ? [] : [safety])].join(' '));
      }),
    [announce, connectivity, outbox, platform],
  );
  return null;
}
