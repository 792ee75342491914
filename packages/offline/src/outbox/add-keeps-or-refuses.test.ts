import { createCell, isFailure, type Identity, type Transport } from '@holdfast/core';
import type { NewEntry } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { answerOf, entry } from './outbox-stage.contract.ts';

const strange = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    ...[Symbol('a'), () => {}, new Proxy({}, {}), new WeakMap(), Promise.resolve('a')],
    ...[new Request('https://a.example/'), new Blob(['a']), Object.create({ lane: 'a' })],
    ...[new Uint8Array(new SharedArrayBuffer(1)), new URL('https://a.example/'), new Headers()],
  ),
);
const PATHS = [
  ...['id', 'owner', 'lane', 'operation', 'version', 'request', 'expectation', 'invalidates'],
  ...['honoursKey', 'incidentId', 'input', 'request.method', 'request.url', 'request.headers'],
  ...['request.body', 'expectation.accept', 'expectation.unneeded', 'expectation.goneIsDone'],
];

function changed(path: string, value: unknown): NewEntry {
  const [name = '', part] = path.split('.');
  const given = entry('a') as unknown as Record<string, object>;
  return { ...given, [name]: part ? { ...given[name], [part]: value } : value } as never;
}

/** The property that a refusal names. Throws any other error on. */
function nameOf(error: unknown): string {
  if (!isFailure(error, 'INPUT_INVALID') && !isFailure(error, 'REQUEST_UNSENDABLE')) throw error;
  return error.details?.issues[0]?.pointer ?? '';
}

it('an outbox refuses any entry by name, or lists it after a reload and sends it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), strange, async (path, value) => {
      const given = changed(path, value);
      const owner = path === 'owner' && typeof value === 'string' ? value : 'ann';
      const identity = createCell<Identity | null>({ subject: owner });
      const store = memoryOutboxStore();
      let [sends, isUp] = [0, false];
      const transport: Transport = {
        send() {
          sends += 1;
          return isUp ? Promise.resolve(answerOf(204)) : new Promise(() => {});
        },
      };
      const open = () => {
        const { locks, channel } = memoryTabs().open();
        const platform = createVirtualPlatform();
        return outboxOn(() => store, { identity, transport, platform, locks, channel });
      };
      const before = open();
      await before.ready;
      const named = await before.add(given).then(() => undefined, nameOf);
      await before.dispose();
      isUp = true;
      const after = open();
      await after.ready;
      const listed = after.entries.getSnapshot().map(({ id, lane }) => ({ id, lane }));
      await after.drain();
      const isSent = sends > 0;
      const kept = { listed: [{ id: given.id, lane: given.lane }], isSent: true };
      expect({ listed, isSent }).toEqual(named ? { listed: [], isSent: false } : kept);
      await after.dispose();
    }),
    { numRuns: 300 },
  );
});
