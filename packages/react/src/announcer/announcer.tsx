'use client';
import type { ReactElement } from 'react';
import { UNSEEN } from '../unseen.ts';
import { useObservable } from '../use-observable.ts';
import type { Urgency } from './announcements.ts';
import { useAnnouncements } from './use-announcements.ts';

/**
 * The two live regions for `useAnnounce`. Mount it once, near the root, and keep it mounted, because screen readers
 * often do not read a region that appears together with its first text.
 */
export function Announcer(): ReactElement {
  return (
    <>
      <Region urgency="polite" live="status" />
      <Region urgency="assertive" live="alert" />
    </>
  );
}

function Region(props: {
  readonly urgency: Urgency;
  readonly live: 'status' | 'alert';
}): ReactElement {
  const announcements = useObservable(useAnnouncements());
  return (
    <div role={props.live} aria-live={props.urgency} aria-atomic="false" style={UNSEEN}>
      {announcements
        .filter(({ urgency }) => urgency === props.urgency)
        .map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
    </div>
  );
}
