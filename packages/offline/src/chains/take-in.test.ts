import { defineWrite, Failure } from '@holdfast/core';
import {
  temporaryIdOf,
  type EntrySource,
  type NewEntry,
  type OpaqueWrite,
} from '@holdfast/core/parts';
import { ENTRY_TOO_OLD } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { recordOf, type UnnumberedEntry } from '../outbox/entry-record.ts';
import { entry as newEntry } from '../outbox/outbox-stage.contract.ts';
import { takeInBy } from './take-in.ts';

const asIs = (entry: NewEntry): NewEntry => entry;
type Change = Partial<UnnumberedEntry>;
const edit = (id: string, change: Change = {}): UnnumberedEntry => ({
  ...recordOf(newEntry(id, { coalesce: 'edit' }), 5),
  ...change,
});
const without = ({ coalesce: _none, ...entry }: UnnumberedEntry): UnnumberedEntry => entry;
const bodyParts = { bytes: 9, sha256: 'x', text: true };
const tooOld = { kind: 'dead', failure: new Failure(ENTRY_TOO_OLD).toJSON() } as const;
const token = temporaryIdOf('story');

describe('an entry that was never sent takes in a later one', () => {
  const takeIn = takeInBy(undefined, asIs);

  it('with its content and its age, and keeps its id, its key and its place', () => {
    const earlier = edit('a', { maxAgeMs: 1 });
    const later = edit('b', { createdAt: 9, maxAgeMs: 2 });
    const { input, request } = later;
    expect(takeIn(earlier, later)).toEqual({ ...earlier, input, request, keyAt: 9, maxAgeMs: 2 });
  });

  it('and makes the reads of both stale, each once', () => {
    const merged = takeIn(
      edit('a', { invalidates: ['x', 'y'] }),
      edit('b', { invalidates: ['y', 'z'] }),
    );
    expect(merged?.invalidates).toEqual(['x', 'y', 'z']);
  });

  it('with the body that lies apart from its row, and drops its own body', () => {
    expect(takeIn(edit('a', { bodyParts }), edit('b'))).not.toHaveProperty('bodyParts');
    const other = { ...bodyParts, bytes: 10 };
    expect(takeIn(edit('a', { bodyParts }), edit('b', { bodyParts: other }))).toMatchObject({
      bodyParts: other,
    });
  });

  it('also when both come after the same entry, and while its lane is paused', () => {
    const after = ['x'];
    expect(takeIn(edit('a', { after }), edit('b', { after }))).toMatchObject({ after });
    const paused = { kind: 'blocked', reason: 'paused', failure: undefined } as const;
    expect(takeIn(edit('a', { state: paused }), edit('b'))).toBeDefined();
  });

  it('only when both ask for it', () => {
    expect(takeIn(without(edit('a')), without(edit('b')))).toBeUndefined();
    expect(takeIn(edit('a'), without(edit('b')))).toBeUndefined();
    expect(takeIn(without(edit('a')), edit('b'))).toBeUndefined();
  });

  it.each<[string, Change, Change]>([
    ['of another key', {}, { coalesce: 'other' }],
    ['of another user', {}, { owner: 'bob' }],
    ['of another lane', {}, { lane: 'other' }],
    ['of another operation', {}, { operation: 'other' }],
    ['of another version', {}, { version: 2 }],
    ['whose server does not know keys', {}, { honoursKey: false }],
    ['that comes after another entry', { after: ['x'] }, { after: ['y'] }],
    ['that comes after an entry, when it does not itself', {}, { after: ['y'] }],
    ['when it creates a thing itself', { temporaryId: token }, {}],
    ['that creates a thing', {}, { temporaryId: token }],
    ['whose answer is read in another way', {}, { expectation: { accept: 'text' } }],
    ['while its user may take it back', { undoMs: 5 }, {}],
    ['that its user may take back', {}, { undoMs: 5 }],
    ['when it is encrypted, and cannot be read here', { sealed: new Uint8Array(1) }, {}],
    ['after it was sent', { sends: 1 }, {}],
    ['after it may have arrived', { doubtful: true }, {}],
    ['after it became a dead letter, which no new write must join', { state: tooOld }, {}],
    ['while it is claimed', { state: { kind: 'sending', epoch: 1 } }, {}],
  ])('but no entry %s', (_title, earlier, later) => {
    expect(takeIn(edit('a', earlier), edit('b', later))).toBeUndefined();
  });
});

describe('an operation that merges', () => {
  const operation = defineWrite('rename', {
    request: (json: unknown) => ({ method: 'POST', path: '/api/notes', json }),
    offline: 'queue',
    coalesce: (earlier: object, later: object) => ({ ...earlier, ...later }),
  }) as unknown as OpaqueWrite;
  const source: EntrySource = {
    operation,
    describe: (input) => ({ ...edit('').request, body: JSON.stringify(input) }),
  };

  it('makes one request of both inputs, and the outbox checks and copies it like every new request', () => {
    const checked: string[] = [];
    const takeIn = takeInBy(source, (entry) => {
      checked.push(`${entry.id} ${String(entry.request.body)}`);
      return { ...entry, input: 'copied' };
    });
    const earlier = edit('a', { input: { x: 1, y: 1 } });
    const merged = takeIn(earlier, edit('b', { input: { y: 2 } }));
    expect(checked).toEqual(['b {"x":1,"y":2}']);
    expect(merged).toMatchObject({ id: 'a', input: 'copied' });
    expect(merged?.request.body).toBe('{"x":1,"y":2}');
  });

  it('takes the later content as it is, where it only names a key', () => {
    const latest = { ...operation, coalesce: 'latest' } as unknown as OpaqueWrite;
    const takeIn = takeInBy({ ...source, operation: latest }, () => {
      throw new Error('nothing was made');
    });
    expect(takeIn(edit('a'), edit('b'))).toMatchObject({ id: 'a', input: { id: 'b' } });
  });
});
