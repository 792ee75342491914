import { createHoldfast, defineWrite } from '@holdfast/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { createStage, entry, untilGone, type Stage } from './outbox-stage.contract.ts';

const save = defineWrite('note.save', {
  request: (text: string) => ({ method: 'PUT', path: 'note', body: text }),
  lane: () => 'lane',
  offline: 'queue',
});
const large = 'x'.repeat(8_000_000);

let stage: Stage;
const override = (quotaSize?: number): Promise<unknown> =>
  cdp().send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });
// Before the first write: the engine remembers for a while how much room it was told of.
beforeEach(async () => {
  stage = createStage();
  await override(2_000_000);
});
afterEach(async () => {
  await override();
  await stage.close();
});

describe('a full disk', () => {
  it('keeps no write from being sent, behind what was stored before it in its lane', async () => {
    const outbox = await stage.open();
    const { transport } = stage.server;
    const { platform, identity } = stage;
    const holdfast = createHoldfast({ transport, outbox, platform, identity });
    await outbox.add(entry('stored'));
    const first = await stage.server.next();
    const outcome = holdfast.run(save, large, { key: 'unkept' });
    await expect.poll(() => outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_QUOTA' });
    await expect
      .poll(() => outbox.entries.getSnapshot())
      .toMatchObject([{ id: 'stored' }, { id: 'unkept', kept: false }]);
    expect(stage.server.arrivals).toHaveLength(1);
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    first.answer(204);
    await untilGone(outbox, 'stored');
    const second = await stage.server.next();
    expect(second.key).toBe('unkept');
    second.answer(204);
    expect(await outcome).toMatchObject({ kind: 'live' });
    const later = new Event('beforeunload', { cancelable: true });
    dispatchEvent(later);
    expect(later.defaultPrevented).toBe(false);
  });

  it('sends nothing past a write that is stuck in its lane, and says that it is kept nowhere', async () => {
    const outbox = await stage.open();
    const { transport } = stage.server;
    const { platform, identity } = stage;
    const holdfast = createHoldfast({ transport, outbox, platform, identity });
    await outbox.add(entry('stored'));
    (await stage.server.next()).answer(422);
    await expect.poll(() => outbox.entries.getSnapshot()[0]?.state.kind).toBe('dead');
    expect(await holdfast.run(save, large)).toMatchObject({
      kind: 'failed',
      failure: { code: 'STORAGE_QUOTA', effect: 'none' },
    });
    expect(stage.server.arrivals).toHaveLength(1);
  });
});
