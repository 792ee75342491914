import { describe, expect, it } from 'vitest';
import { checkHistory, promises, type Promised } from './check-history.ts';
import type { History, HistoryEvent, Place } from './history.ts';

type Said = HistoryEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never;

const call = (id: string, change: Partial<Extract<Said, { type: 'called' }>> = {}): Said => ({
  ...{ type: 'called', id, owner: 'ann', lane: 'x', context: 'page' },
  ...change,
});
const acknowledge = (id: string): Said => ({ type: 'acknowledged', id });
const send = (id: string, user: string | null = 'ann'): Said => ({
  type: 'sent',
  id,
  key: id,
  user,
});
const apply = (id: string, user: string | null = 'ann'): Said => ({ type: 'applied', id, user });
const cancel = (id: string, doubtful?: boolean): Said =>
  doubtful === undefined ? { type: 'cancelled', id } : { type: 'cancelled', id, doubtful };
const end = (id: string, how: 'applied' | 'cancelled' | 'dead', context = 'page'): Said => ({
  ...{ type: 'ended', id, context, end: how },
});
const show = (id: string, context = 'page'): Said => ({
  type: 'shown',
  id,
  context,
  state: 'queued',
});

const edits = (id: string, text: string): Said => ({ type: 'edits', id, text });
const edited = (id: string, text: string, isDone = true): Said => ({
  ...{ type: 'edited', id, text, isDone },
});
const applyAs = (id: string, text: string): Said => ({ type: 'applied', id, user: 'ann', text });

const history = (
  said: readonly Said[],
  kept: Readonly<Record<string, Place>> = {},
  more: Partial<History> = {},
): History => ({
  events: said.map((event, at) => ({ ...event, at: at * 10 })),
  kept: new Map(Object.entries(kept)),
  healthy: true,
  ...more,
});

const twoInOrder = [call('a'), acknowledge('a'), call('b'), acknowledge('b')];

describe('the history checker', () => {
  it.each<[string, History]>([
    [
      'two entries in order',
      history([...twoInOrder, send('a'), apply('a'), send('b'), apply('b')]),
    ],
    [
      'an entry that was sent twice and took effect once',
      history([call('a'), acknowledge('a'), send('a'), send('a'), apply('a')]),
    ],
    ['a dead entry', history([call('a'), acknowledge('a')], { a: 'dead' })],
    ['a quarantined entry', history([call('a'), acknowledge('a')], { a: 'quarantined' })],
    ['a call that died before it was acknowledged', history([call('a')])],
    ['an entry whose page died before it was acknowledged', history([call('a')], { a: 'pending' })],
    [
      'an entry that is pending because the network is down',
      history([call('a'), acknowledge('a')], { a: 'pending' }, { healthy: false }),
    ],
    [
      'an entry of a paused lane that was claimed before, and one after the pause',
      history([
        ...twoInOrder,
        ...[
          { type: 'paused' as const, owner: 'ann', lane: 'x', claimed: ['a'] },
          send('a'),
          apply('a'),
        ],
        ...[{ type: 'resumed' as const, owner: 'ann' }, send('b'), apply('b')],
      ]),
    ],
    [
      'an entry that its user sends at once instead of taking it back',
      history([
        ...[call('a', { undoMs: 1_000 }), acknowledge('a')],
        ...[{ type: 'decided' as const, id: 'a' }, send('a'), apply('a')],
      ]),
    ],
    [
      'an old entry that was buried after a power cut had taken its end and the mark of its send',
      history(
        [
          ...[call('a', { maxAgeMs: 50 }), acknowledge('a'), send('a'), apply('a')],
          ...[end('a', 'applied'), { type: 'power lost' as const, forgotten: ['a'] }],
          end('a', 'dead'),
        ],
        { a: 'dead' },
      ),
    ],
    [
      'a cancelled entry that is gone',
      history([call('a'), acknowledge('a'), cancel('a')], { a: 'cancelled' }),
    ],
    [
      'a lane that goes on when its head was cancelled by a page that died before it could say so',
      history([...twoInOrder, { type: 'decided', id: 'a', cancels: true }, apply('b')], {
        a: 'cancelled',
      }),
    ],
    [
      'a cancelled entry after a power cut that took the mark of its send',
      history([
        ...[call('a'), acknowledge('a'), send('a'), apply('a')],
        ...[{ type: 'power lost' as const, forgotten: ['a'] }, cancel('a')],
      ]),
    ],
    [
      'an entry that was given up in doubt and had taken effect',
      history([call('a'), acknowledge('a'), apply('a'), cancel('a', true)], { a: 'cancelled' }),
    ],
    [
      'a lane that goes on when its head was cancelled',
      history([...twoInOrder, cancel('a'), apply('b')], { a: 'cancelled' }),
    ],
    [
      'two lanes in any order',
      history([
        call('a'),
        acknowledge('a'),
        call('b', { lane: 'y' }),
        acknowledge('b'),
        apply('b'),
        apply('a'),
      ]),
    ],
    [
      'two calls of two tabs at the same time',
      history([
        call('a'),
        call('b', { context: 'other' }),
        acknowledge('a'),
        acknowledge('b'),
        apply('b'),
        apply('a'),
      ]),
    ],
    [
      'a stale list in another tab',
      history([call('a'), acknowledge('a'), apply('a'), end('a', 'applied'), show('a', 'other')]),
    ],
    [
      'an end that a power cut took back, and that came again',
      history([
        call('a'),
        acknowledge('a'),
        apply('a'),
        end('a', 'applied'),
        { type: 'power lost' },
        show('a'),
        end('a', 'applied'),
      ]),
    ],
    [
      'a dead entry that the user sent again',
      history([
        call('a'),
        acknowledge('a'),
        end('a', 'dead'),
        { type: 'decided', id: 'a' },
        show('a'),
        apply('a'),
        end('a', 'applied'),
      ]),
    ],
    [
      'a cancelled entry that the device has forgotten since',
      history([call('a'), acknowledge('a'), cancel('a')]),
    ],
    [
      'an entry that the user sent again at a risk',
      history([
        call('a'),
        acknowledge('a'),
        apply('a'),
        { type: 'decided', id: 'a', risky: true },
        apply('a'),
      ]),
    ],
    [
      'an edited entry that takes effect with its last content',
      history([
        ...[call('a'), acknowledge('a'), edits('a', 'one'), edited('a', 'one')],
        ...[edits('a', 'two'), edited('a', 'two'), send('a'), applyAs('a', 'two')],
      ]),
    ],
    [
      'two edits at once, of which the first one called was done last',
      history([
        ...[call('a'), acknowledge('a'), edits('a', 'one'), edits('a', 'two')],
        ...[edited('a', 'two'), edited('a', 'one'), send('a'), applyAs('a', 'one')],
      ]),
    ],
    [
      'an edit whose page died before it was told, done or not',
      history([
        ...[call('a'), acknowledge('a'), call('b'), acknowledge('b')],
        ...[edits('a', 'one'), edits('b', 'two'), send('a'), applyAs('a', 'one')],
        ...[send('b'), apply('b')],
      ]),
    ],
    [
      'a dead entry that an edit brings back',
      history([
        ...[call('a'), acknowledge('a'), send('a'), end('a', 'dead'), edits('a', 'one')],
        ...[show('a'), edited('a', 'one'), send('a'), applyAs('a', 'one')],
      ]),
    ],
  ])('finds nothing in %s', (_title, good) => {
    expect(checkHistory(good)).toEqual([]);
  });

  const planted: readonly [Promised, string, History][] = [
    ['kept', 'an acknowledged entry is nowhere', history([call('a'), acknowledge('a')])],
    [
      'kept',
      'an entry ended applied that the server never had',
      history([call('a'), acknowledge('a')], { a: 'applied' }),
    ],
    [
      'once',
      'an entry takes effect twice',
      history([call('a'), acknowledge('a'), apply('a'), apply('a')]),
    ],
    [
      'order',
      'the second entry takes effect first',
      history([...twoInOrder, apply('b'), apply('a')]),
    ],
    [
      'order',
      'the second entry takes effect while the first is pending',
      history([...twoInOrder, apply('b')], { a: 'pending' }, { healthy: false }),
    ],
    [
      'order',
      'calls of one tab that did not wait are flipped',
      history([call('a'), call('b'), acknowledge('b'), acknowledge('a'), apply('b'), apply('a')]),
    ],
    [
      'order',
      'an entry of another tab overtakes an acknowledged one',
      history([
        call('a'),
        acknowledge('a'),
        call('b', { context: 'other' }),
        acknowledge('b'),
        apply('b'),
        apply('a'),
      ]),
    ],
    [
      'owner',
      'an entry is sent while another user is signed in',
      history([call('a'), acknowledge('a'), send('a', 'ben'), apply('a')]),
    ],
    [
      'owner',
      'an entry takes effect for another user',
      history([call('a'), acknowledge('a'), send('a'), apply('a', 'ben')]),
    ],
    [
      'cancelled',
      'a cancelled entry takes effect later',
      history([call('a'), acknowledge('a'), cancel('a'), apply('a')]),
    ],
    [
      'cancelled',
      'an entry is told as cancelled after its effect',
      history([call('a'), acknowledge('a'), apply('a'), cancel('a')]),
    ],
    [
      'refused',
      'a refused entry takes effect',
      history([call('a'), { type: 'refused', id: 'a', code: 'QUEUE_FULL' }, apply('a')]),
    ],
    [
      'terminal',
      'a tab shows an applied entry as queued again',
      history([call('a'), acknowledge('a'), apply('a'), end('a', 'applied'), show('a')]),
    ],
    [
      'edited',
      'an edited entry takes effect as it was before',
      history([
        ...[call('a'), acknowledge('a'), edits('a', 'one'), edited('a', 'one')],
        ...[send('a'), apply('a')],
      ]),
    ],
    [
      'edited',
      'an entry takes effect with an edit before its last one',
      history([
        ...[call('a'), acknowledge('a'), edits('a', 'one'), edited('a', 'one')],
        ...[edits('a', 'two'), edited('a', 'two'), send('a'), applyAs('a', 'one')],
      ]),
    ],
    [
      'edited',
      'an entry takes effect with an edit that came too late',
      history([
        ...[call('a'), acknowledge('a'), edits('a', 'one'), edited('a', 'one', false)],
        ...[send('a'), applyAs('a', 'one')],
      ]),
    ],
    [
      'terminal',
      'an edit that came too late brings back an applied entry',
      history([
        ...[call('a'), acknowledge('a'), send('a'), apply('a'), end('a', 'applied')],
        ...[edits('a', 'one'), edited('a', 'one', false), show('a')],
      ]),
    ],
    [
      'terminal',
      'an entry ends in two ways',
      history([
        call('a'),
        acknowledge('a'),
        apply('a'),
        end('a', 'applied'),
        end('a', 'dead', 'other'),
      ]),
    ],
    [
      'terminal',
      'a power cut changes an end',
      history([
        call('a'),
        acknowledge('a'),
        apply('a'),
        end('a', 'applied'),
        { type: 'power lost' },
        end('a', 'dead'),
      ]),
    ],
    [
      'terminal',
      'an old entry is buried after a power cut that took only its end',
      history([
        ...[call('a', { maxAgeMs: 50 }), acknowledge('a'), send('a'), apply('a')],
        ...[end('a', 'applied'), { type: 'power lost' as const, forgotten: [] }, end('a', 'dead')],
      ]),
    ],
    [
      'cancelled',
      'a cancelled entry takes effect, and a power cut left the mark of its send',
      history([
        ...[call('a'), acknowledge('a'), send('a'), apply('a')],
        ...[{ type: 'power lost' as const, forgotten: ['b'] }, cancel('a')],
      ]),
    ],
    [
      'drains',
      'an entry is pending although all is well',
      history([call('a'), acknowledge('a')], { a: 'pending' }),
    ],
    [
      'kept',
      'a cancellation came too late, and the entry is gone',
      history([
        ...[call('a'), acknowledge('a')],
        ...[
          { type: 'decided' as const, id: 'a', cancels: true },
          { type: 'too late' as const, id: 'a' },
        ],
      ]),
    ],
    [
      'after',
      'an entry does not wait for another',
      history([
        ...[call('a'), acknowledge('a'), call('b', { lane: 'y', after: ['a'] }), acknowledge('b')],
        ...[apply('b'), apply('a')],
      ]),
    ],
    [
      'after',
      'an entry takes effect although the one before it was cancelled',
      history(
        [
          ...[call('a'), acknowledge('a'), call('b', { lane: 'y', after: ['a'] })],
          ...[acknowledge('b'), cancel('a'), apply('b')],
        ],
        { a: 'cancelled' },
      ),
    ],
    [
      'paused',
      'an entry of a paused lane is sent',
      history([
        ...[call('a'), acknowledge('a')],
        ...[{ type: 'paused' as const, owner: 'ann', claimed: [] }, send('a'), apply('a')],
      ]),
    ],
    [
      'undo',
      'an entry is sent while it may be taken back',
      history([call('a', { undoMs: 1_000 }), acknowledge('a'), send('a'), apply('a')]),
    ],
    [
      'whole',
      'a body arrives in part',
      history([
        ...[call('a'), acknowledge('a')],
        { type: 'applied', id: 'a', user: 'ann', isSpoilt: true },
      ]),
    ],
    [
      'shown',
      'a tab shows an entry that has left the device',
      history(
        [call('a'), acknowledge('a'), apply('a')],
        {},
        { stale: [{ id: 'a', context: 'other', what: 'sending' }] },
      ),
    ],
    [
      'alone',
      'two tabs send an entry at the same time',
      history(
        [call('a'), acknowledge('a'), apply('a')],
        {},
        { overlaps: [{ id: 'a', contexts: ['page1', 'page2'] }] },
      ),
    ],
    [
      'lag',
      'a healthy lane waits for another',
      {
        ...history([call('a'), acknowledge('a')], {}, { healthyLanes: new Map([['x', 100]]) }),
        events: [
          { ...(call('a') as HistoryEvent), at: 0 },
          { at: 10, type: 'acknowledged', id: 'a' },
          { at: 2_200, type: 'applied', id: 'a', user: 'ann' },
        ],
      },
    ],
  ];
  it.each(planted)('catches a broken promise: %s: %s', (promise, _title, bad) => {
    expect(new Set(checkHistory(bad).map((found) => found.promise))).toEqual(new Set([promise]));
  });

  it('is tested with a planted violation of every promise', () => {
    const broken = new Set(planted.map(([promise]) => promise));
    expect([...broken].toSorted()).toEqual(Object.keys(promises).toSorted());
  });
});
