import { describe, expect, it } from 'vitest';
import { defineRead } from '../operations/define-read.ts';
import { defineStream } from '../operations/define-stream.ts';
import { defineWrite } from '../operations/define-write.ts';
import type { AnyRead, AnyStream, AnyWrite } from '../operations/operation.ts';
import { explain } from './explain.ts';

const request = (): { path: string } => ({ path: 'a' });

describe('what is said of an operation', () => {
  it.each<[string, AnyRead | AnyWrite | AnyStream, RegExp]>([
    ['a read that keeps nothing', defineRead('r', { request }), /shows nothing kept/],
    [
      'a read that keeps',
      defineRead('r', { request, staleIfErrorMs: 172_800_000 }),
      /up to 2 days old/,
    ],
    [
      'a read with a fallback',
      defineRead('r', { request, fallback: () => 1 }),
      /its fallback answers/,
    ],
    [
      'a write',
      defineWrite('w', { request }),
      /sent at once[\s\S]*honours its idempotency key[\s\S]*no read old/,
    ],
    [
      'a queued write',
      defineWrite('w', { request, offline: 'queue' }),
      /outbox first[\s\S]*300 ms/,
    ],
    [
      'a write without a key',
      defineWrite('w', { request, honoursKey: false }),
      /asked about, never repeated/,
    ],
    [
      'a write that makes reads old',
      defineWrite('w', { request, invalidates: ['r', 's'] }),
      /old: r, s\./,
    ],
    ['a stream', defineStream('s', { request, cost: () => 1 }), /cost is estimated/],
  ])('%s', (_title, operation, expected) => {
    expect(explain(operation, { liveWithinMs: 300 })).toMatch(expected);
  });
});
