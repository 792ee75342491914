import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createAdding } from './create-adding.ts';

const adding = createAdding({
  store: { add: () => Promise.reject(new Error('the store was asked')) },
  unkept: { laneFree: () => undefined },
  platform: createVirtualPlatform(),
  limits: { maxEntries: 10 },
  baseUrl: 'https://a.example/api/',
  holdPage: () => () => {},
  added: async () => {},
});

it.each([
  ['a bare `Request`, which `addRequest` takes', new Request('https://a.example/notes')],
  ['an entry without a request', { id: 'k1', owner: 'mira', lane: 'notes' }],
  ['nothing', undefined],
])('an outbox refuses %s by name', async (_, given) => {
  await expect(adding.add(given as never)).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: { issues: [{ pointer: '/request' }] },
  });
});
