import { expect, it } from 'vitest';
import { memoryThreatStore } from './memory-threat-store.ts';
import type { ThreatState } from './threat-state.ts';
import { threatStoreContract } from './threat-store.contract.ts';

threatStoreContract('memory', async () => {
  const store = memoryThreatStore();
  return { store, other: store, close: async () => {} };
});

const seen = (): ThreatState => ({ kind: 'watched', score: 1, at: 1, strikes: 0, struckAt: 0 });
const party = (id: string) => ({ kind: 'address', id }) as const;

it('holds no more than its limit, and forgets the party with the oldest evidence', async () => {
  const store = memoryThreatStore({ maxParties: 2 });
  for (const id of ['a', 'b', 'a', 'c']) await store.change(party(id), seen);
  expect(await store.read(party('b'))).toBeUndefined();
  expect(await store.read(party('a'))).toBeDefined();
  expect(await store.read(party('c'))).toBeDefined();
});
