import { Failure, isFailure } from '@holdfast/core';
import type { DraftRecord, StreamState } from '@holdfast/core/parts';
import { GENERATOR_FAILED } from '@holdfast/core/failures';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { KEPT_VERSION, readKept, toKept, withoutReader, type KeptStream } from './kept-stream.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const failure = new Failure(GENERATOR_FAILED);
const text = {
  ...{ since: 1, id: 's1', seq: 2, offset: 8, text: 'né 🦊', events: [] },
  ...{ micros: undefined, faultAt: undefined },
};
const streaming: StreamState = { kind: 'streaming', ...text };
const record = (value: unknown, version = KEPT_VERSION): DraftRecord => ({
  ...{ owner: 'mira', key: 'stream', revision: 1, savedAt: 0, version, value },
});
const stored = (state: StreamState): DraftRecord =>
  record(structuredClone(toKept({ key: 'k1', location: '/s1', state })));

type OfKind<TKind> = Extract<StreamState, { readonly kind: TKind }>;
const hasText = (state: StreamState): state is OfKind<'streaming' | 'interrupted' | 'live'> =>
  ['streaming', 'interrupted', 'live'].includes(state.kind);
const hasEnded = (state: StreamState): state is OfKind<'interrupted' | 'failed'> =>
  ['interrupted', 'failed'].includes(state.kind);

describe('a stream that is kept', () => {
  it.each<[StreamState]>([
    [{ kind: 'running', since: 1 }],
    [streaming],
    [{ kind: 'interrupted', ...text, failure, resumable: false, resuming: false }],
    [{ kind: 'live', ...text, reason: 'stop', at: 9 }],
    [{ kind: 'failed', failure }],
  ])('comes back as it was, its failure included: $kind', (state) => {
    const kept = readKept(stored(state));
    expect(kept).toEqual({ key: 'k1', location: '/s1', state });
    expect(Object(kept?.state).failure).toEqual('failure' in state ? failure : undefined);
  });

  it('counts as broken off when its reader is gone', () => {
    const kept: KeptStream = { key: 'k1', location: '/s1', state: streaming };
    expect(withoutReader(kept).state).toMatchObject({
      ...{ kind: 'interrupted', text: text.text, resumable: true, resuming: true },
      failure: { code: 'STREAM_INTERRUPTED' },
    });
    const done: KeptStream = { ...kept, state: { kind: 'failed', failure } };
    expect(withoutReader(done)).toBe(done);
  });

  it.each<[string, DraftRecord]>([
    ['another version', record(toKept({ key: 'k1', location: undefined, state: streaming }), 2)],
    ['no object', record('text')],
    ['no key', record({ state: streaming })],
    ['an address that is none', record({ key: 'k1', location: 7, state: streaming })],
    ['no state', record({ key: 'k1' })],
    ['a state of an unknown kind', record({ key: 'k1', state: { kind: 'flying' } })],
    ['a text of another length', record({ key: 'k1', state: { ...streaming, offset: 9 } })],
    ['no place', record({ key: 'k1', state: { ...streaming, seq: 'two' } })],
    ['no events', record({ key: 'k1', state: { ...streaming, events: null } })],
    ['a failure that is none', record({ key: 'k1', state: { kind: 'failed', failure: {} } })],
    ['no failure', record({ key: 'k1', state: { ...streaming, kind: 'interrupted' } })],
  ])('is not read with %s', (_, found) => {
    expect(readKept(found)).toBeUndefined();
  });

  it('is read whole or not at all, whatever a device holds', () => {
    const odd = fc.oneof(fc.anything({ maxDepth: 1 }), fc.constant(text.offset));
    const kinds = ['running', 'streaming', 'interrupted', 'live', 'failed', 'idle'];
    const state = fc
      .dictionary(
        fc.constantFrom('seq', 'offset', 'text', 'events', 'failure', '__proto__', 'toString'),
        fc.oneof(odd, fc.constant(failure.toJSON())),
        { maxKeys: 3 },
      )
      .chain((members) =>
        fc.constantFrom(...kinds).map((kind) => ({ ...text, kind, failure, ...members })),
      );
    const value = fc.record(
      {
        key: fc.oneof(fc.string({ unit: 'binary' }), odd),
        location: fc.oneof(fc.constant('/s1'), odd),
        state: fc.oneof({ arbitrary: state, weight: 4 }, { arbitrary: odd, weight: 1 }),
        // An own member of this name, as a structured clone brings it.
        ['__proto__']: odd,
      },
      { requiredKeys: ['key', 'state'] },
    );
    const own = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(value, value, fc.anything()), (found) => {
        const kept = readKept(record(found));
        const read: StreamState = kept?.state ?? { kind: 'running', since: 1 };
        expect(typeof (kept?.key ?? '')).toBe('string');
        expect(kinds.slice(0, 5)).toContain(read.kind);
        const { text: told, offset } = hasText(read) ? read : { text: '', offset: 0 };
        expect(Buffer.byteLength(told)).toBe(offset);
        expect(hasEnded(read) ? isFailure(read.failure) : true).toBe(true);
      }),
      { numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  });
});
