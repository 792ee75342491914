import type { Transport } from '@holdfast/core';
import { expect, it } from 'vitest';
import { withRefusals } from './with-refusals.ts';

it('reports each answer that the session is unknown, and passes every answer on', async () => {
  let heard = 0;
  const statuses = [200, 401, 404, 401];
  const transport = {
    send: async () => ({ status: statuses.shift() }),
  } as unknown as Transport;
  const { send, open } = withRefusals(transport, () => (heard += 1));
  const request = { method: 'GET', url: 'https://test/api/x', headers: {}, body: null } as const;
  const told: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    told.push((await send(request)).status);
  }
  expect(told).toEqual([200, 401, 404, 401]);
  expect(heard).toBe(2);
  expect(open).toBeUndefined();
});
