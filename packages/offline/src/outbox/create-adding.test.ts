import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createAdding } from './create-adding.ts';
import { entry } from './outbox-stage.contract.ts';

const adding = createAdding({
  store: { add: () => Promise.reject(new Error('the store was asked')) },
  unkept: { laneFree: () => undefined },
  platform: createVirtualPlatform(),
  limits: { maxEntries: 10, maxBodyBytes: 10 },
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

it.each([
  ['a text of more bytes', 'äöüßéè'],
  ['more bytes', new Uint8Array(11)],
])('an outbox for bodies of 10 bytes refuses %s, and asks no store', async (_, body) => {
  const large = { ...entry('large'), request: { ...entry('large').request, body } };
  await expect(adding.add(large)).rejects.toMatchObject({
    code: 'BODY_TOO_LARGE',
    details: { limitBytes: 10 },
  });
});
