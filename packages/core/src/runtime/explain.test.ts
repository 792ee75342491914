import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { defineRead } from '../operations/read/define-read.ts';
import { defineStream } from '../operations/stream/define-stream.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import type { AnyRead, AnyStream, AnyWrite } from '../operations/operation.ts';
import { deadline } from '../policies/time/deadline.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { timeout } from '../policies/time/timeout.ts';
import { createHoldfast } from './create-holdfast.ts';
import { explain as explainBriefly } from './explain-briefly.ts';
import { explain } from './explain.ts';
import type { Guard } from './holdfast-options.ts';

const request = (): { path: string } => ({ path: 'a' });
const read = defineRead('r', { request });
const write = defineWrite('w', { request });
const queued = defineWrite('q', { request, offline: 'queue' });
const ownGuard: Guard = (work, { signal = new AbortController().signal }) =>
  work({ signal, attempt: 1 });

describe('the sentences about an operation', () => {
  it.each<[string, AnyRead | AnyWrite | AnyStream, RegExp]>([
    ['a read that keeps nothing', read, /shows nothing kept[\s\S]*no fallback/],
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
    ['a write', write, /sent at once[\s\S]*honours its idempotency key[\s\S]*no read old/],
    ['a queued write', queued, /outbox first[\s\S]*300 ms/],
    [
      'a write without a key',
      defineWrite('w', { request, honoursKey: false }),
      /asked about, never repeated/,
    ],
    [
      'a write that makes reads old',
      defineWrite('w', { request, invalidates: [read, defineRead('s', { request })] }),
      /old: r, s\./,
    ],
    ['a stream that costs', defineStream('s', { request, cost: () => 1 }), /cost is reserved/],
    ['a stream for nothing', defineStream('s', { request }), /costs nothing/],
    ['a stream', defineStream('s', { request }), /gone on with after the last event/],
  ])('%s', (_title, operation, expected) => {
    expect(explain(operation, { liveWithinMs: 300 })).toMatch(expected);
  });
});

describe('the sentences about the policies around an operation', () => {
  const reads = pipeline(deadline({ totalMs: 9_000 }), timeout({ ms: 3_000 }));

  it('tell the policies of its own guard, outermost first', () => {
    expect(explain(read, { reads, writes: ownGuard }).split('\n').slice(-2)).toEqual([
      '1. deadline ends the whole call: totalMs 9000. Then it fails with DEADLINE_EXCEEDED.',
      '2. timeout ends one attempt: ms 3000. Then it fails with TIMEOUT.',
    ]);
  });

  it('say that the app decides, where no pipeline made the guard', () => {
    expect(explain(write, { reads, writes: ownGuard })).toMatch(/app's own guard\.$/);
  });

  it('say so when there is no policy', () => {
    expect(explain(write, { reads })).toMatch(/One attempt, with no policy\.$/);
    expect(explain(read)).toMatch(/One attempt, with no policy\.$/);
  });

  it('leave queued writes to the outbox, whatever guard there is', () => {
    expect(explain(queued, { writes: reads })).toMatch(/The outbox tries again.*$/);
    expect(explain(queued, { writes: reads })).not.toContain('deadline');
  });

  it('come from a runtime about the options that it was made with', () => {
    const holdfast = createHoldfast({
      transport: { send: () => Promise.reject(new Error('this test sends nothing')) },
      platform: createVirtualPlatform(),
      liveWithinMs: 250,
      reads,
    });
    expect(holdfast.explain(read)).toBe(explain(read, { reads, liveWithinMs: 250 }));
    expect(holdfast.explain(queued)).toContain('250 ms');
  });

  it('says which parts the runtime lacks for the operation', () => {
    const transport = { send: () => Promise.reject(new Error('this test sends nothing')) };
    const bare = createHoldfast({ transport });
    const stream = defineStream('s', { request });
    const kept = defineRead('k', { request, staleIfErrorMs: 1 });
    expect(bare.explain(queued)).toMatch(/no `outbox`, so it fails with DEFECT\.$/);
    expect(bare.explain(stream)).toContain('no `streams`, so it fails with DEFECT.');
    expect(bare.explain(stream)).toMatch(
      /no `drafts`, so the text is kept only while the page lives\.$/,
    );
    const paid = defineRead('p', { request, cost: () => 1 });
    expect(bare.explain(paid)).toMatch(/no `budget`, so only the server limits what it costs\.$/);
    expect(explain(paid)).not.toContain('This runtime');
    expect(bare.explain(kept)).toMatch(/no `cache`, so no answer is kept\.$/);
    for (const one of [read, write]) expect(bare.explain(one)).not.toContain('This runtime has no');
  });

  it('is left out of builds for production, which say so', () => {
    expect(explainBriefly(read)).toBe('r is a read. Builds for production leave the rest out.');
  });
});
