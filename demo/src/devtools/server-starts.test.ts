import type { RestartState } from '@holdfast/core/parts';
import { jsonAnswer } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { START_HEADER, writeStart } from '../../contract/server-start.ts';
import { withServerStarts } from './server-starts.ts';

const request = { method: 'GET', url: '/api/notes', headers: {}, body: null } as const;

/** The events of a page whose server answers with these headers, one after the other. */
async function told(...headers: readonly (string | undefined)[]): Promise<readonly RestartState[]> {
  const states: RestartState[] = [];
  const left = [...headers];
  const server = {
    async send({ url }: { readonly url: string }) {
      const start = left.shift();
      return { ...jsonAnswer(url), headers: start === undefined ? {} : { [START_HEADER]: start } };
    },
  };
  const transport = withServerStarts(server, (state) => states.push(state));
  for (const _ of headers) await transport.send(request);
  return states;
}

const [first, second, third] = [
  writeStart({ id: 'a', restarts: 0 }),
  writeStart({ id: 'b', restarts: 1 }),
  writeStart({ id: 'c', restarts: 2 }),
];

it('reports each restart of a server once, with its number in the row', async () => {
  expect(await told(first, first, second, second, third)).toEqual([
    { state: 'restarting', attempt: 1 },
    { state: 'restarting', attempt: 2 },
  ]);
});

it('reports no event for the first start that a page meets, nor for a start without a crash', async () => {
  expect(await told(third, third)).toEqual([]);
  expect(await told(second, writeStart({ id: 'd', restarts: 0 }))).toEqual([]);
});

it('reports no event for answers that name no start', async () => {
  expect(await told(undefined, 'b', 'b one', '', `${'b'.repeat(65)} 1`)).toEqual([]);
});
