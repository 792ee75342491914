import type { Transport } from '@holdfast/core';
import type { KyInstance } from 'ky';
import * as z from 'zod';

/** The task of each library: the same requests, over the same `fetch`. */
export interface Place {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

interface Client {
  readonly get: () => Promise<unknown>;
  readonly post: () => Promise<unknown>;
}

export const STORY = {
  id: '0197b3c5-8f3e-7cc2-a1b4-5d6e7f809101',
  title: 'The lighthouse keeper',
  words: 1_204,
  tags: ['sea', 'night'],
  author: { id: 7, name: 'Mara' },
};
const DRAFT = { title: STORY.title, text: 'It was a dark and stormy night. '.repeat(8) };

const Story = z.object({
  id: z.string(),
  title: z.string(),
  words: z.number(),
  tags: z.array(z.string()),
  author: z.object({ id: z.number(), name: z.string() }),
});
const Draft = z.object({ title: z.string(), text: z.string() });

/** The whole: the policies that an app would use, and input and answer checked against their schemas. */
async function holdfast(transport: Transport, { url }: Place): Promise<Client> {
  const { createHoldfast, defineRead, defineWrite } = await import('@holdfast/core');
  const policies = await import('@holdfast/core/policies');
  const guard = policies.pipeline(
    policies.deadline({ totalMs: 30_000 }),
    policies.retry(),
    policies.createCircuitBreaker(),
    policies.timeout({ ms: 10_000 }),
  );
  const { run } = createHoldfast({ transport, baseUrl: url, reads: guard, writes: guard });
  const readStory = defineRead('story.read', {
    output: Story,
    request: () => ({ path: 'story' }),
  });
  const saveStory = defineWrite('story.save', {
    input: Draft,
    output: Story,
    request: (json) => ({ method: 'POST', path: 'story', json }),
  });
  return {
    get: async () => valueOf(await run(readStory)),
    post: async () => valueOf(await run(saveStory, DRAFT)),
  };
}

function valueOf(outcome: { readonly kind: string; readonly value?: unknown }): unknown {
  if (outcome.kind !== 'live') throw new Error(`The outcome was ${outcome.kind}`);
  return outcome.value;
}

async function jsonOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`Status ${response.status}`);
  return response.json();
}

const kyOver = async (fetch: Place['fetch']): Promise<KyInstance> =>
  (await import('ky')).default.create({ fetch });

/**
 * Every library, used as its own documentation says. Only the contestant that needs a library imports it.
 */
export const libraries: Readonly<Record<string, (place: Place) => Promise<Client>>> = {
  bare: async ({ url, fetch }) => {
    const headers = { 'content-type': 'application/json' };
    return {
      get: async () => jsonOf(await fetch(`${url}/story`)),
      post: async () =>
        jsonOf(
          await fetch(`${url}/story`, { method: 'POST', headers, body: JSON.stringify(DRAFT) }),
        ),
    };
  },
  ours: async (place) => {
    const { fetchTransport } = await import('@holdfast/core');
    return holdfast(fetchTransport({ fetch: place.fetch }), place);
  },
  'ours over ky': async (place) => {
    const { kyTransport } = await import('@holdfast/http');
    return holdfast(kyTransport(await kyOver(place.fetch)), place);
  },
  ky: async ({ url, fetch }) => {
    const ky = await kyOver(fetch);
    return {
      get: () => ky(`${url}/story`).json(),
      post: () => ky.post(`${url}/story`, { json: DRAFT }).json(),
    };
  },
  ofetch: async ({ url, fetch }) => {
    const { createFetch } = await import('ofetch');
    const ofetch = createFetch({ fetch });
    return {
      get: () => ofetch(`${url}/story`),
      post: () => ofetch(`${url}/story`, { method: 'POST', body: DRAFT }),
    };
  },
  wretch: async ({ url, fetch }) => {
    const { default: wretch } = await import('wretch');
    const client = wretch(url).fetchPolyfill(fetch);
    return {
      get: () => client.url('/story').get().json(),
      post: () => client.url('/story').post(DRAFT).json(),
    };
  },
  // Its fetch adapter, so that all libraries use the same `fetch`; by default it uses an adapter of its own
  // in Node.
  axios: async ({ url, fetch }) => {
    const { default: axios } = await import('axios');
    const client = axios.create({ adapter: 'fetch', env: { fetch } });
    return {
      get: async () => (await client.get(`${url}/story`)).data as unknown,
      post: async () => (await client.post(`${url}/story`, DRAFT)).data as unknown,
    };
  },
};
