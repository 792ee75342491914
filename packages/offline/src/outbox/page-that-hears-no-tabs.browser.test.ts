import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createStage, entry, untilState, ended } from './outbox-stage.contract.ts';

// This file has a page of its own. The test makes it a page that has channels and refuses to open them.
beforeAll(() => {
  Reflect.defineProperty(globalThis, 'BroadcastChannel', {
    value: () => {
      throw new DOMException('Channels are forbidden here.', 'SecurityError');
    },
  });
});

it('a page that hears no other tab finds out within seconds which entries another tab has sent', async () => {
  const { open, close, server, platform } = createStage();
  onTestFinished(close);
  const one = await open();
  await one.add(entry('a'));
  (await server.next()).cut();
  await untilState(one, 'a', 'queued');
  const two = await open();
  expect(two.entries.getSnapshot()).toMatchObject([{ id: 'a' }]);
  const settled = ended(one, 'a');
  await two.retry('a');
  // The first tab may linger over its last burst for some of the platform's time.
  const arrival = server.next();
  let hasArrived = false;
  void arrival.then(() => (hasArrived = true));
  await expect
    .poll(async () => {
      await platform.advance(100);
      return hasArrived;
    })
    .toBe(true);
  (await arrival).answer(204);
  // The database takes real time, not the virtual time of the platform.
  await expect
    .poll(async () => {
      await platform.advance(1_000);
      return [one, two].flatMap(({ entries }) => entries.getSnapshot());
    })
    .toEqual([]);
  expect(await settled).toMatchObject({ kind: 'applied' });
});
