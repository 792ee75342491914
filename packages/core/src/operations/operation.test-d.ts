import { expectTypeOf } from 'vitest';
import type { Holdfast } from '../runtime/create-holdfast.ts';
import type { StandardSchema } from '../schema/standard-schema.ts';
import { defineRead } from './read/define-read.ts';
import { defineStream } from './stream/define-stream.ts';
import { defineWrite } from './write/define-write.ts';
import { watchStream } from './stream/watch-stream.ts';
import type { StreamState } from '../streams/stream-state.ts';
import { watchRead } from './read/watch-read.ts';
import { watchWrite } from './write/watch-write.ts';
import type { OperationState, OperationStateKind } from './operation-state.ts';
import type { OutcomeOf, StreamOutcome, StreamValue } from './outcome.ts';

declare const holdfast: Holdfast;
declare const draft: StandardSchema<{ id: string; name?: string }, { id: string; name: string }>;
declare const saved: StandardSchema<unknown, { savedAt: number }>;
declare const event: StandardSchema<unknown, { text: string }>;

const list = defineRead('list', { output: saved, request: () => ({ path: 'a' }) });
const staleList = defineRead('list', {
  output: saved,
  request: () => ({ path: 'a' }),
  staleIfErrorMs: 5,
});
const paddedList = defineRead('list', {
  output: saved,
  request: () => ({ path: 'a' }),
  staleIfErrorMs: 5,
  fallback: () => ({ savedAt: 0 }),
});
const save = defineWrite('save', {
  input: draft,
  output: saved,
  // The request gets the output of the schema, not the input of the caller.
  request: ({ id, name }) => ({ method: 'PUT', path: id + name.length, json: { name } }),
  lane: ({ id }) => id,
  offline: 'queue',
});
const send = defineWrite('send', { input: draft, output: saved, request: () => ({ path: 'a' }) });
const tell = defineStream('tell', { input: draft, event, request: ({ id }) => ({ path: id }) });

// An outcome has exactly the rungs its operation was given.
expectTypeOf<OutcomeOf<typeof list>['kind']>().toEqualTypeOf<'live' | 'failed'>();
expectTypeOf<OutcomeOf<typeof staleList>['kind']>().toEqualTypeOf<'live' | 'stale' | 'failed'>();
expectTypeOf<OutcomeOf<typeof paddedList>['kind']>().toEqualTypeOf<
  'live' | 'stale' | 'fallback' | 'failed'
>();
expectTypeOf<OutcomeOf<typeof save>['kind']>().toEqualTypeOf<
  'live' | 'queued' | 'blocked' | 'failed'
>();
expectTypeOf<OutcomeOf<typeof send>['kind']>().toEqualTypeOf<'live' | 'failed'>();
expectTypeOf<OutcomeOf<typeof tell>>().toEqualTypeOf<StreamOutcome<{ text: string }>>();
expectTypeOf<OutcomeOf<typeof tell>['kind']>().toEqualTypeOf<'live' | 'interrupted' | 'failed'>();

// One vocabulary.
expectTypeOf<OutcomeOf<typeof save>['kind']>().toExtend<OperationStateKind>();
expectTypeOf<OutcomeOf<typeof paddedList>['kind']>().toExtend<OperationStateKind>();
expectTypeOf<OutcomeOf<typeof tell>>().toEqualTypeOf<StreamOutcome<{ text: string }>>();
expectTypeOf<OutcomeOf<typeof tell>['kind']>().toExtend<OperationStateKind>();

// A write names the read operations that it makes old, and stores their names.
expectTypeOf(
  defineWrite('tidy', { request: () => ({ path: 'a' }), invalidates: [list, paddedList] })
    .invalidates,
).toEqualTypeOf<readonly string[]>();

// A run gives the outcome that the description says.
expectTypeOf(holdfast.run(list)).resolves.toEqualTypeOf<OutcomeOf<typeof list>>();
expectTypeOf(holdfast.run(save, { id: 'a' })).resolves.toEqualTypeOf<OutcomeOf<typeof save>>();

// `explain` takes an operation with any input.
for (const operation of [list, paddedList, save, send, tell]) holdfast.explain(operation);
// @ts-expect-error a name is no operation
holdfast.explain('save');

async function negatives(): Promise<void> {
  // @ts-expect-error a field of the wrong type does not compile
  await holdfast.run(save, { id: 1 });
  // @ts-expect-error neither does an unknown field
  await holdfast.run(save, { id: 'a', nickname: 'M' });
  // @ts-expect-error nor a missing input
  await holdfast.run(save);
  // @ts-expect-error nor an input where none is taken
  await holdfast.run(list, { id: 'a' });

  const outcome = await holdfast.run(staleList);
  // @ts-expect-error a read is never queued
  if (outcome.kind === 'queued') return;
  // @ts-expect-error only a stale outcome says when the server gave it
  void outcome.at;
  if (outcome.kind === 'stale') expectTypeOf(outcome.at).toBeNumber();
  // @ts-expect-error the screen computes ages, the outcome has none
  if (outcome.kind === 'stale') void outcome.ageMs;
  if (outcome.kind === 'live') expectTypeOf(outcome.value).toEqualTypeOf<{ savedAt: number }>();

  const sent = await holdfast.run(send, { id: 'a' });
  // @ts-expect-error a write that is not queued is never queued
  if (sent.kind === 'queued') return;

  defineWrite('odd', {
    request: () => ({ path: 'a' }),
    // @ts-expect-error there are two ways to be offline
    offline: 'later',
  });
  // @ts-expect-error a name is no read
  defineWrite('named', { request: () => ({ path: 'a' }), invalidates: ['list'] });
  // @ts-expect-error a write cannot make a write old
  defineWrite('chained', { request: () => ({ path: 'a' }), invalidates: [save] });
  defineWrite('two bodies', {
    // @ts-expect-error a request has one body
    request: () => ({ path: 'a', json: {}, body: 'b' }),
  });
}
void negatives;

// A stream runs like every other operation, and gives all that came.
const outcome = await holdfast.run(tell, { id: 'a' });
expectTypeOf(outcome).toEqualTypeOf<StreamOutcome<{ text: string }>>();
if (outcome.kind === 'live') expectTypeOf(outcome.value.text).toBeString();
// @ts-expect-error what was interrupted has a text, but no value
if (outcome.kind === 'interrupted') void outcome.value;
// @ts-expect-error the input is the operation's
void holdfast.run(tell, { name: 'a' });
const stream = watchStream(holdfast, tell, { id: 'a' });
// Every watch gives the state of its operation.
expectTypeOf(stream.getSnapshot()).toEqualTypeOf<OperationState<StreamValue<{ text: string }>>>();
expectTypeOf(stream.stream.getSnapshot()).toEqualTypeOf<StreamState<{ text: string }>>();
expectTypeOf(watchRead(holdfast, list).getSnapshot()).toEqualTypeOf<
  OperationState<{ savedAt: number }>
>();
expectTypeOf(watchWrite(holdfast, save).getSnapshot()).toEqualTypeOf<
  OperationState<{ savedAt: number }>
>();
// @ts-expect-error a read is no stream
watchStream(holdfast, list);

// A caller may leave out an optional input, and its optional members.
declare const filter: StandardSchema<{ tag?: string } | undefined>;
const search = defineRead('search', {
  input: filter,
  output: saved,
  request: (input) => ({ path: input?.tag ?? 'all' }),
});
watchRead(holdfast, search);
watchRead(holdfast, search, {}, { when: 'signed-in' });
void holdfast.run(search);
// @ts-expect-error another input is refused
watchRead(holdfast, search, { tag: 1 });
const one = defineRead('one', { input: draft, output: saved, request: ({ id }) => ({ path: id }) });
// @ts-expect-error an input that the operation needs is not left out
watchRead(holdfast, one);
