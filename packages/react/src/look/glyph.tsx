'use client';
import type { ReactElement } from 'react';
import type { Tone } from './tone.ts';

const RING = 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z';

const paths: Readonly<Record<Tone, string>> = {
  live: 'M3 8.5l3.2 3.2L13 4.8',
  queued: `${RING}M8 4.8V8l2.3 1.6`,
  stale: `${RING}M5 8h6`,
  offline: `${RING}M3.8 12.2l8.4-8.4`,
  blocked: 'M5.5 3.5v9M10.5 3.5v9',
  failed: 'M8 2.2l6.2 11.3H1.8zM8 6.4v3.4M8 11.6v.2',
  recovering: 'M8 13.5V3M3.8 7.2L8 3l4.2 4.2',
};

/** The sign of a state. Words always stand beside it, so screen readers skip it. */
export function Glyph({ tone }: { readonly tone: Tone }): ReactElement {
  return (
    <svg className="hf-glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[tone]} />
    </svg>
  );
}
