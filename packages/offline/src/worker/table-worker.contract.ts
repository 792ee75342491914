import { fetchTransport } from '@holdfast/core';
import { tableFetch } from './answer-table.contract.ts';
import { installReplay } from './install-replay.ts';

/** The service worker of the test: nothing but the replay, on the database its URL names. */
installReplay({
  transport: fetchTransport({ fetch: tableFetch }),
  name: new URL(location.href).searchParams.get('outbox') ?? '',
  limits: { parallel: 100 },
});
