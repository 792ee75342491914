import { fetchTransport } from '@holdfast/core';
import { longPauses, tableFetch } from './answer-table.contract.ts';
import { installReplay } from './install-replay.ts';

/** The service worker of the test: only the replay, on the database that its URL names. */
installReplay({
  transport: fetchTransport({ fetch: tableFetch }),
  name: new URL(location.href).searchParams.get('outbox') ?? '',
  ...longPauses,
});
