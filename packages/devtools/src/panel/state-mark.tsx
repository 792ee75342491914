'use client';
import type { ReactElement } from 'react';

const LOOKS: Readonly<Record<string, string>> = {
  live: 'good',
  closed: 'good',
  applied: 'good',
  online: 'good',
  saved: 'good',
  stale: 'fair',
  queued: 'fair',
  waiting: 'fair',
  fallback: 'fair',
  'half-open': 'fair',
  interrupted: 'fair',
  degraded: 'fair',
  failed: 'bad',
  dead: 'bad',
  open: 'bad',
  blocked: 'bad',
  offline: 'bad',
  isolated: 'bad',
};

/** A state as a word. Its colour says the same again. */
export function StateMark({ state }: { readonly state: string }): ReactElement {
  return (
    <span className="state" data-tone={LOOKS[state] ?? 'plain'}>
      {state}
    </span>
  );
}
