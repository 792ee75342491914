import type { Connectivity } from '@holdfast/core';
import { useConnectivity } from '@holdfast/react';
import type { ReactElement } from 'react';
import { StateNote } from '../look/state-note.tsx';
import type { Tone } from '../look/tone.ts';

const lines: Readonly<Record<Connectivity, readonly [tone: Tone, words: string]>> = {
  unknown: ['recovering', 'Connecting…'],
  online: ['live', 'Online'],
  degraded: ['recovering', 'Trying to reach Fireside…'],
  offline: ['offline', 'No connection'],
};

export function ConnectionLine(): ReactElement {
  const [tone, words] = lines[useConnectivity()];
  return <StateNote key={tone} className="connection" tone={tone} title={words} />;
}
