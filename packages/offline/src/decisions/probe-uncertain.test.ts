import { expect, it, onTestFinished } from 'vitest';
import { ended, until, untilState } from '../outbox/outbox-stage.contract.ts';
import { noteEntry, openDecisions, saveNote } from './decisions-stage.contract.ts';
import type { ProbeAnswer } from './probe-state.ts';
import { probeUncertain } from './probe-uncertain.ts';

const uncertain = async () => {
  const stage = await openDecisions();
  await stage.outbox.add(noteEntry('a', { honoursKey: false }));
  await stage.outbox.add(noteEntry('b'));
  (await stage.server.next()).cut();
  await until(stage.outbox.entries, ([first]) => first?.state.kind === 'blocked');
  return stage;
};
type Stage = Awaited<ReturnType<typeof uncertain>>;
const probing = ({ outbox, platform }: Stage, answer: ProbeAnswer): string[] => {
  const asked: string[] = [];
  const stop = probeUncertain(
    outbox,
    saveNote,
    async ({ text }, { id }) => {
      asked.push(`${id} ${text}`);
      return answer;
    },
    { platform },
  );
  onTestFinished(stop);
  return asked;
};

it('an uncertain entry that took effect leaves with the answer that the app found, and its lane goes on', async () => {
  const stage = await uncertain();
  const asked = probing(stage, { kind: 'applied', value: { version: 'v2' } });
  const end = ended(stage.outbox, 'a');
  // A request whose answer was lost may still be on its way.
  await stage.platform.advance(9_999);
  expect(asked).toEqual([]);
  await stage.platform.advance(1);
  expect(asked).toEqual(['a mine']);
  expect(await end).toMatchObject({ kind: 'applied', value: { version: 'v2' } });
  expect((await stage.server.next()).key).toBe('b');
});

it('an uncertain entry that certainly took no effect is sent again under its key, and is in doubt no more', async () => {
  const stage = await uncertain();
  probing(stage, { kind: 'absent' });
  await stage.platform.advance(10_000);
  const again = await stage.server.next();
  expect(again.key).toBe('a');
  expect(stage.store.all()[0]).toMatchObject({ doubtful: false, state: { kind: 'sending' } });
  // A second lost answer is a doubt of its own.
  again.cut();
  await untilState(stage.outbox, 'a', 'blocked');
});

it('an entry that the server knows nothing of waits for its user, and is never sent on a guess', async () => {
  const stage = await uncertain();
  const asked = probing(stage, { kind: 'unknown' });
  await stage.platform.advance(3_600_000);
  expect(asked).toHaveLength(1);
  expect(stage.server.arrivals).toHaveLength(1);
  expect(stage.outbox.entries.getSnapshot()[0]).toMatchObject({
    state: { kind: 'blocked', reason: 'uncertain' },
  });
});

it('an old entry that may have taken effect is asked about too', async () => {
  const stage = await openDecisions();
  await stage.outbox.add(noteEntry('a', { maxAgeMs: 60_000 }));
  (await stage.server.next()).answer(500);
  await untilState(stage.outbox, 'a', 'waiting');
  stage.platform.jumpWallClock(60_000);
  await stage.outbox.drain();
  expect(await untilState(stage.outbox, 'a', 'blocked')).toMatchObject({
    state: { reason: 'uncertain', failure: { code: 'ENTRY_EXPIRED' } },
  });
  probing(stage, { kind: 'absent' });
  await stage.platform.advance(10_000);
  expect((await stage.server.next()).key).toBe('a');
});

it('a decision of the user that came first counts', async () => {
  const stage = await uncertain();
  const asked = probing(stage, { kind: 'applied' });
  await stage.outbox.cancel('a');
  await stage.platform.advance(10_000);
  expect(asked).toEqual([]);
  expect(await ended(stage.outbox, 'a')).toEqual({ kind: 'cancelled', doubtful: true });
});
