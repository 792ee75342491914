import { expect, it } from 'vitest';
import { framesOf } from './stack-frames.ts';

it('says where, and not what', () => {
  const frames = framesOf(new TypeError('the secret of Mara'));
  expect(frames[0]).toMatch(/^at .*stack-frames\.test\.ts:\d+:\d+\)?$/);
  expect(frames.join('\n')).not.toContain('Mara');
});

it.each([
  ['a message of several lines', 'one\n    at Mara (secret.ts:1:1)\ntwo'],
  ['a message that is a frame', '    at Mara (secret.ts:1:1)'],
  ['no message', ''],
])('is not fooled by %s', (_, message) => {
  expect(framesOf(new Error(message)).join('\n')).not.toMatch(/Mara|secret/);
});

it('says nothing when message and stack do not belong together', () => {
  const changed = new Error('harmless');
  expect(changed.stack).toContain('harmless');
  changed.message = 'another';
  expect(framesOf(changed)).toEqual([]);
});

it.each([[undefined], ['at Mara (secret.ts:1:1)'], [{ stack: '    at Mara (secret.ts:1:1)' }]])(
  'says nothing of %j',
  (thrown) => {
    expect(framesOf(thrown)).toEqual([]);
  },
);

it('says nothing of an error without a stack', () => {
  const bare = new Error('x');
  Object.defineProperty(bare, 'stack', { value: undefined });
  expect(framesOf(bare)).toEqual([]);
});
