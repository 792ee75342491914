'use client';
import type { ReactElement } from 'react';
import { UNSEEN } from '../unseen.ts';
import { useObservable } from '../use-observable.ts';
import type { Announcements, Urgency } from './announcements.ts';

/** Two live regions, one for each urgency. They stay mounted, because a region must be there before its text. */
export function LiveRegions({ from }: { readonly from: Announcements }): ReactElement {
  return (
    <>
      <Region from={from} urgency="polite" live="status" />
      <Region from={from} urgency="assertive" live="alert" />
    </>
  );
}

function Region(props: {
  readonly from: Announcements;
  readonly urgency: Urgency;
  readonly live: 'status' | 'alert';
}): ReactElement {
  const announcements = useObservable(props.from);
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
