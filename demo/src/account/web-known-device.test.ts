import type { Transport } from '@holdfast/core';
import type { Answer, TransportRequest } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { withKnownDevice } from './web-known-device.ts';

const answer = (headers: Record<string, string>): Answer => ({
  ...{ status: 200, headers, body: new Uint8Array(), url: '', redirected: false },
});
const refuse = (): never => {
  throw new Error('denied');
};

function setUp(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const sent: TransportRequest[] = [];
  const transport = {
    async send(request: TransportRequest) {
      sent.push(request);
      return answer({ 'fireside-device': `mark ${sent.length}` });
    },
  } as unknown as Transport;
  const known = withKnownDevice(transport, storage as Storage);
  const ask = (path: string) =>
    known.send(
      { method: 'POST', url: `https://test/api/${path}`, headers: { a: 'b' }, body: null },
      {},
    );
  return { ask, shown: () => sent.map(({ headers }) => headers['fireside-device']) };
}

it('sends the mark of the device with requests that name the user, and with no others', async () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const { ask, shown } = setUp(storage);
  for (const path of ['session', 'characters', 'accounts', 'session']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await ask(path);
  }
  expect(shown()).toEqual([undefined, undefined, 'mark 1', 'mark 3']);
});

it('is a new device each time in a browser that stores nothing', async () => {
  const { ask, shown } = setUp({ getItem: refuse, setItem: refuse });
  await ask('session');
  await ask('session');
  expect(shown()).toEqual([undefined, undefined]);
});
