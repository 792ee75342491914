import { describe, expect, it, onTestFinished } from 'vitest';
import type { Outbox } from '../outbox/outbox.ts';
import { ended, until, untilGone, untilState } from '../outbox/outbox-stage.contract.ts';
import { answerConflict } from './answer-conflict.ts';
import { noteEntry, openDecisions, saveNote, type Note } from './decisions-stage.contract.ts';
import { resolveConflicts } from './resolve-conflicts.ts';

const inConflict = async (status = 412) => {
  const stage = await openDecisions();
  await stage.outbox.add(noteEntry('a'));
  await stage.outbox.add(noteEntry('b'));
  (await stage.server.next()).answer(status);
  await untilState(stage.outbox, 'a', 'blocked');
  return stage;
};
const rebased: Note = { id: 'a', text: 'mine and theirs', basedOn: 'v2' };
const rebase = { kind: 'rebase', input: rebased } as const;

describe.each([409, 412])('a write that the server refuses with %i', (status) => {
  it('waits for an answer, and its lane with it', async () => {
    const { outbox, server, platform } = await inConflict(status);
    await platform.advance(600_000);
    expect(outbox.entries.getSnapshot()).toMatchObject([
      { id: 'a', state: { kind: 'blocked', reason: 'conflict' }, waitsFor: 'user' },
      { id: 'b', waitsFor: 'lane' },
    ]);
    expect(server.arrivals).toHaveLength(1);
  });
});

describe('the answer to a conflict', () => {
  it('rebases: the new content is first in the lane, on the newer version, and the handle settles with its answer', async () => {
    const { outbox, server } = await inConflict();
    const end = ended(outbox, 'a');
    await expect(answerConflict(outbox, 'a', saveNote, rebase)).resolves.toBe(true);
    const arrival = await server.next();
    expect(arrival.key).not.toBe('a');
    expect(arrival.request).toMatchObject({
      ...{ body: '{"text":"mine and theirs"}', headers: { 'if-match': '"v2"' } },
    });
    expect(outbox.entries.getSnapshot()).toMatchObject([{ id: 'a', input: rebased }, { id: 'b' }]);
    arrival.answer(200, { version: 'v3' });
    expect(await end).toMatchObject({ kind: 'applied', value: { version: 'v3' } });
    expect((await server.next()).key).toBe('b');
  });

  it('overwrites: the same content goes out without a condition, under a fresh key', async () => {
    const { outbox, server } = await inConflict();
    await answerConflict(outbox, 'a', saveNote, { kind: 'overwrite' });
    const { key, request } = await server.next();
    expect(key).not.toBe('a');
    expect(request.body).toBe('{"text":"mine"}');
    expect(request.headers).not.toHaveProperty('if-match');
    expect(request.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('overwrites only the version that the user has seen', async () => {
    const { outbox, server } = await inConflict();
    await answerConflict(outbox, 'a', saveNote, { kind: 'overwrite', ifMatch: '"v2"' });
    expect((await server.next()).request.headers).toMatchObject({ 'if-match': '"v2"' });
  });

  it('drops: the version of the server stands, and the lane goes on', async () => {
    const { outbox, server } = await inConflict();
    await answerConflict(outbox, 'a', saveNote, { kind: 'drop' });
    expect((await server.next()).key).toBe('b');
    expect(await ended(outbox, 'a')).toEqual({ kind: 'cancelled' });
  });

  it('asks: nothing changes', async () => {
    const { outbox, store } = await inConflict();
    await expect(answerConflict(outbox, 'a', saveNote, { kind: 'ask' })).resolves.toBe(false);
    expect(store.all()[0]).toMatchObject({ key: 'a', state: { reason: 'conflict' } });
  });

  it('counts once when two tabs answer at once', async () => {
    const { outbox, open, server, platform } = await inConflict();
    const other = await open();
    const answers = await Promise.all([
      answerConflict(outbox, 'a', saveNote, rebase),
      answerConflict(other, 'a', saveNote, { kind: 'overwrite' }),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    const { request } = await server.next();
    expect(request.body).toBe(answers[0] ? '{"text":"mine and theirs"}' : '{"text":"mine"}');
    await platform.advance(20_000);
    expect(server.arrivals).toHaveLength(2);
  });

  it('comes too late for an entry that a tab sent again meanwhile', async () => {
    const { outbox, server } = await inConflict();
    await outbox.retry('a');
    (await server.next()).answer(412);
    await until(outbox.entries, ([first]) => first?.sends === 2 && first.state.kind === 'blocked');
    const late = answerConflict(outbox, 'a', saveNote, rebase, { sends: 1 });
    await expect(late).resolves.toBe(false);
  });
});

describe('an app that answers conflicts by itself', () => {
  type Rest = Parameters<typeof resolveConflicts<Note, Note>>;
  const resolving = (outbox: Outbox, resolve: Rest[2], options: Rest[3]): void =>
    onTestFinished(resolveConflicts(outbox, saveNote, resolve, options));

  it('has its own version at hand, reads the other one, and rebases', async () => {
    const { outbox, server, platform } = await inConflict();
    resolving(
      outbox,
      async ({ mine, failure, mayHaveTakenEffect }) => {
        expect(failure).toMatchObject({ code: 'PRECONDITION_FAILED' });
        expect(mayHaveTakenEffect).toBe(false);
        const theirs = { text: 'theirs', version: 'v2' };
        const text = `${mine.text} and ${theirs.text}`;
        return { kind: 'rebase', input: { ...mine, text, basedOn: theirs.version } };
      },
      { platform },
    );
    await platform.advance(0);
    const arrival = await server.next();
    expect(arrival.request).toMatchObject({
      ...{ body: '{"text":"mine and theirs"}', headers: { 'if-match': '"v2"' } },
    });
    arrival.answer(200, {});
    await untilGone(outbox, 'a');
  });

  it('answers also a conflict that comes later, and each one once', async () => {
    const { outbox, platform, server } = await openDecisions();
    let asked = 0;
    resolving(
      outbox,
      async () => {
        asked += 1;
        return { kind: 'drop' };
      },
      { platform },
    );
    await outbox.add(noteEntry('a'));
    (await server.next()).answer(412);
    await untilState(outbox, 'a', 'blocked');
    await platform.advance(0);
    await untilGone(outbox, 'a');
    expect(asked).toBe(1);
  });

  it('asks its user when the same write is in conflict again and again', async () => {
    const { outbox, platform, server } = await inConflict();
    let asked = 0;
    resolving(
      outbox,
      async ({ mine }) => {
        asked += 1;
        return { kind: 'rebase', input: mine };
      },
      { platform, mostRounds: 3 },
    );
    for (let round = 0; round < 3; round += 1) {
      await platform.advance(0);
      (await server.next()).answer(412);
    }
    await until(outbox.entries, ([first]) => first?.sends === 4 && first.state.kind === 'blocked');
    await platform.advance(600_000);
    expect([asked, server.arrivals.length]).toEqual([3, 4]);
  });

  it('tries again later when it cannot read the other version now', async () => {
    const { outbox, platform, server } = await inConflict();
    const surfaced: unknown[] = [];
    const report = (error: unknown): void => void surfaced.push(error);
    process.on('uncaughtException', report);
    onTestFinished(() => void process.off('uncaughtException', report));
    let asked = 0;
    resolving(
      outbox,
      async () => {
        asked += 1;
        if (asked < 3) throw new Error('no network');
        return { kind: 'overwrite' };
      },
      { platform },
    );
    await platform.advance(60_000);
    await server.next();
    expect(asked).toBe(3);
  });

  it('is not asked about conflicts of other operations', async () => {
    const { outbox, platform, server } = await openDecisions();
    resolving(outbox, async () => ({ kind: 'drop' }), { platform });
    await outbox.add(noteEntry('a', { operation: 'other' }));
    (await server.next()).answer(412);
    await untilState(outbox, 'a', 'blocked');
    await platform.advance(600_000);
    expect(outbox.entries.getSnapshot()).toMatchObject([{ id: 'a' }]);
  });
});
