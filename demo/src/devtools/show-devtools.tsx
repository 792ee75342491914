'use client';
import { HoldfastDevtools } from '@holdfast/devtools';
import { editEntry, inspectEntry, retryUnderNewKey } from '@holdfast/offline';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as characters from '../../contract/operations.ts';
import * as stories from '../../contract/story-operations.ts';
import type { Fireside } from '../fireside/fireside.ts';

const operations = Object.values({ ...characters, ...stories }).filter(
  (one) => typeof one === 'object' && 'kind' in one,
);
const decisions = { editEntry, retryUnderNewKey, inspectEntry };

/** Shows the panel of a developer in a root of its own, so that it stays when the page breaks. */
export function showDevtools({ holdfast, faults }: Fireside): void {
  createRoot(document.body.appendChild(document.createElement('div'))).render(
    <StrictMode>
      <HoldfastDevtools {...{ holdfast, faults, operations, decisions }} />
    </StrictMode>,
  );
}
