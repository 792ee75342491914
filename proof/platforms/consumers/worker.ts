// Code of a service worker. It has the types of workers, none of pages, and no optional peer.
import { fetchTransport } from '@holdfast/core';
import { pipeline, retry } from '@holdfast/core/policies';
import { resilientFetch } from '@holdfast/http';
import { installReplay } from '@holdfast/offline/worker';

export const replay = installReplay({ transport: fetchTransport(), name: 'notes' });
export const request = resilientFetch(fetch, { guard: pipeline(retry()) });
