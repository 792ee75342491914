import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createStage,
  entry,
  stateOf,
  untilGone,
  untilState,
  type Stage,
} from './outbox-stage.contract.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

describe('the way of an entry', () => {
  it('is stored, sent with its key and its subject, and settled with the answer', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const settled = outbox.settled('a');
    const arrival = await stage.server.next();
    expect(arrival).toMatchObject({ key: 'a', subject: 'ann' });
    expect(stateOf(outbox, 'a')).toEqual({ kind: 'sending' });
    arrival.answer(201, { saved: true });
    await expect(settled).resolves.toEqual({
      kind: 'applied',
      value: { saved: true },
      replayed: false,
    });
    expect(outbox.entries.getSnapshot()).toEqual([]);
    await untilGone(outbox, 'a');
  });

  it('waits its turn behind the same lane, whatever the first does', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    const first = await stage.server.next();
    first.answer(503, undefined, { 'retry-after': '5' });
    const view = await untilState(outbox, 'a', 'waiting');
    expect(view.state).toMatchObject({ dueAt: stage.platform.now() + 5000 });
    await outbox.drain();
    expect(stage.server.arrivals).toHaveLength(1);
    await stage.platform.advance(5000);
    (await stage.server.next()).answer(200, {});
    (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'b');
    expect(stage.server.arrivals.map(({ key }) => key)).toEqual(['a', 'a', 'b']);
  });
});
