import { describe, expect, it } from 'vitest';
import type { HistoryEvent, NoteEvent } from './history.ts';
import { judgeHistory } from './judge-history.ts';

const note = (type: NoteEvent['type'], id: string, change: Partial<NoteEvent> = {}): NoteEvent => ({
  ...{ type, id, owner: 'ann', lane: id.slice(0, 1), seq: Number(id.slice(1)) },
  ...change,
});
const written = (...ids: string[]): HistoryEvent[] =>
  ids.flatMap((id) => [note('called', id), note('acknowledged', id)]);
const sent = (...ids: string[]): HistoryEvent[] =>
  ids.flatMap((id) => [note('received', id), note('applied', id)]);
const broken = (...history: HistoryEvent[]): string[] =>
  judgeHistory(history).map(({ promise, what }) => `${promise}: ${what.split(' ')[0]}`);

describe('the judge of a history', () => {
  it('finds nothing when every entry took effect once, in order', () => {
    expect(broken(...written('a0', 'a1', 'b0'), ...sent('b0', 'a0', 'a1'))).toEqual([]);
  });

  it('finds an acknowledged entry that is nowhere', () => {
    expect(broken(...written('a0', 'a1'), ...sent('a0'))).toEqual(['acknowledged is kept: a1']);
  });

  it('misses no entry that was never acknowledged', () => {
    expect(broken(note('called', 'a0'))).toEqual([]);
  });

  it('finds an entry that took effect twice, and not one that was only sent twice', () => {
    expect(broken(...written('a0'), ...sent('a0', 'a0'))).toEqual(['applied at most once: a0']);
    const again = [note('received', 'a0'), note('replayed', 'a0')];
    expect(broken(...written('a0'), ...sent('a0'), ...again)).toEqual([]);
  });

  it('finds an entry that took effect after a later one of its lane', () => {
    expect(broken(...written('a0', 'a1'), ...sent('a1', 'a0'))).toEqual(['lane order: a0']);
  });

  it('finds an entry that was sent in the name of another user', () => {
    const foreign = note('received', 'a0', { owner: 'bob' });
    expect(broken(...written('a0'), foreign, note('applied', 'a0'))).toEqual(['own name only: a0']);
  });

  it('finds an entry that still waits at the end, unless its server is dead', () => {
    const history = [...written('a0'), note('pending', 'a0')];
    expect(broken(...history)).toEqual(['drains when healthy: a0']);
    expect(judgeHistory(history, { deadLanes: ['a'] })).toEqual([]);
  });

  it('takes a dead, cancelled or quarantined entry for kept', () => {
    const ends = [note('dead', 'a0'), note('cancelled', 'a1'), note('quarantined', 'a2')];
    expect(broken(...written('a0', 'a1', 'a2'), ...ends)).toEqual([]);
  });
});
