import { describe, expect, it } from 'vitest';
import { checkHistory } from '../history/check-history.ts';
import { historyOf } from './history-of.ts';
import type { NoteSighting, Sighting } from './sighting.ts';

const note = (
  type: NoteSighting['type'],
  id: string,
  change: Partial<NoteSighting> = {},
): NoteSighting => ({
  ...{ type, id, owner: 'ann', lane: id.slice(0, 1), seq: Number(id.slice(1)) },
  ...change,
});
const written = (...ids: string[]): Sighting[] =>
  ids.flatMap((id) => [note('called', id), note('acknowledged', id)]);
const sent = (...ids: string[]): Sighting[] =>
  ids.flatMap((id) => [note('received', id), note('applied', id)]);
const broken = (...history: Sighting[]): string[] =>
  checkHistory(historyOf(history)).map(({ promise, id }) => `${promise}: ${id}`);

describe('the checker of histories, of a trial in a browser', () => {
  it('finds nothing when every entry took effect once, in order', () => {
    expect(broken(...written('a0', 'a1', 'b0'), ...sent('b0', 'a0', 'a1'))).toEqual([]);
  });

  it('finds an acknowledged entry that is nowhere', () => {
    expect(broken(...written('a0', 'a1'), ...sent('a0'))).toEqual(['kept: a1']);
  });

  it('does not count an entry as lost that was never acknowledged', () => {
    expect(broken(note('called', 'a0'))).toEqual([]);
  });

  it('finds an entry that took effect twice, and not one that was only sent twice', () => {
    expect(broken(...written('a0'), ...sent('a0', 'a0'))).toEqual(['once: a0']);
    const again = [note('received', 'a0'), note('replayed', 'a0')];
    expect(broken(...written('a0'), ...sent('a0'), ...again)).toEqual([]);
  });

  it('finds an entry that took effect after a later one of its lane', () => {
    expect(broken(...written('a0', 'a1'), ...sent('a1', 'a0'))).toEqual(['order: a0']);
  });

  it('finds an entry that was sent in the name of another user', () => {
    const foreign = note('received', 'a0', { owner: 'bob' });
    expect(broken(...written('a0'), foreign, note('applied', 'a0'))).toEqual(['owner: a0']);
  });

  it('finds an entry that still waits at the end, unless its server is dead', () => {
    const history = [...written('a0'), note('pending', 'a0')];
    expect(broken(...history)).toEqual(['drains: a0']);
    expect(checkHistory(historyOf(history, { deadLanes: ['a'] }))).toEqual([]);
  });

  it('counts a dead, cancelled or quarantined entry as kept', () => {
    const ends = [note('dead', 'a0'), note('cancelled', 'a1'), note('quarantined', 'a2')];
    expect(broken(...written('a0', 'a1', 'a2'), ...ends)).toEqual([]);
  });
});
