import type { Left, Turn } from '../browsers/messages.ts';
import { addressOf, bodyOf, type Contestant, registerWorker } from '../browsers/page/contestant.ts';

/**
 * The page only calls `fetch`. The worker stores a request that fails, and the call rejects after that: this is all
 * that the plug-in tells a page, so here it counts as the acknowledgement.
 */
export async function openWorkbox(turn: Turn): Promise<Contestant> {
  await registerWorker('/workbox-worker.js');
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  }
  return {
    async add(note) {
      const request = { method: 'POST', body: bodyOf(note, turn) };
      const response = await fetch(addressOf(note, turn), request).catch(() => undefined);
      if (response && !response.ok) throw new Error(`It was answered with ${response.status}.`);
    },
    left: () => requestsIn(turn.trial),
    // A request that is being sent is in no store.
    quietMs: 600,
  };
}

interface StoredRequest {
  readonly queueName: string;
  readonly requestData: { readonly url: string };
}

/** The requests in the queue. Workbox offers this to its worker only. */
async function requestsIn(queue: string): Promise<readonly Left[]> {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === DATABASE)) return [];
  const database = await answerOf(indexedDB.open(DATABASE));
  try {
    const requests = database.transaction('requests').objectStore('requests').getAll();
    return (await answerOf<StoredRequest[]>(requests))
      .filter(({ queueName }) => queueName === queue)
      .map(({ requestData }) => ({
        id: new URL(requestData.url).searchParams.get('note') ?? '',
        state: 'queued',
      }));
  } finally {
    database.close();
  }
}

const DATABASE = 'workbox-background-sync';

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The database failed.')),
    );
  });
}
