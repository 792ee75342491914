import {
  defineRead,
  defineStream,
  defineWrite,
  type Failure,
  type OperationState,
  type StandardSchema,
} from '@holdfast/core';
import type { MergedEntry, ReadOutcome, StreamOutcome, WriteOutcome } from '@holdfast/core/parts';
import {
  layer,
  optimisticRead,
  rootHandlers,
  useOperation,
  useRead,
  useStream,
  useSuspenseRead,
  useWrite,
} from '@holdfast/react';
import { createRoot } from 'react-dom/client';

declare const filter: StandardSchema<{ readonly tag: string }>;
declare const page: StandardSchema<unknown, readonly string[]>;
declare const container: HTMLElement;

const list = defineRead('list', { output: page, request: () => ({ path: 'list' }) });
const search = defineRead('search', {
  input: filter,
  output: page,
  request: () => ({ path: 's' }),
});
declare const maybeFilter: StandardSchema<{ readonly tag?: string } | undefined>;
const browse = defineRead('browse', {
  input: maybeFilter,
  output: page,
  request: (input) => ({ path: input?.tag ?? 'all' }),
});
const send = defineWrite('send', { input: filter, output: page, request: () => ({ path: 's' }) });
const tell = defineStream('tell', {
  input: filter,
  event: page,
  request: () => ({ path: 't' }),
});
const queue = defineWrite('queue', { request: () => ({ path: 'q' }), offline: 'queue' });

export function useTyped(): void {
  useRead(list).state satisfies OperationState<readonly string[]>;
  useRead(search, { tag: 'a' }).state.value satisfies readonly string[] | undefined;
  // @ts-expect-error a read with an input needs one
  useRead(search);
  // @ts-expect-error and the right one
  useRead(search, { tag: 1 });
  // @ts-expect-error a write is not read
  useRead(send);
  // An input that may be missing may be left out, and so may its members.
  useRead(browse);
  useRead(browse, {});
  useRead(browse, { tag: 'a' });
  // @ts-expect-error but a wrong one is refused
  useRead(browse, { tag: 1 });

  const { run } = useWrite(send);
  void (run({ tag: 'a' }) satisfies Promise<WriteOutcome<readonly string[], 'fail'>>);
  // @ts-expect-error the write needs its input
  void run();
  // @ts-expect-error a write that does not queue is never queued
  void run({ tag: 'a' }).then(({ kind }) => kind === 'queued');
  void useWrite(queue)
    .run()
    .then(({ kind }) => kind === 'queued');
}

export function useTypedOperation(): void {
  const { state, run, cancel } = useOperation(search);
  state satisfies OperationState<readonly string[]>;
  void (run({ tag: 'a' }) satisfies Promise<ReadOutcome<readonly string[], never>>);
  void (cancel() satisfies Promise<'cancelled' | 'too-late' | MergedEntry>);
  // @ts-expect-error the read needs its input
  void run();
  void (useOperation(queue).run() satisfies Promise<WriteOutcome<unknown, 'queue'>>);
  // @ts-expect-error a stream is followed, not run
  useOperation(tell);
  // @ts-expect-error a read is no write
  useWrite(search);
  useSuspenseRead(list).value satisfies readonly string[];
  // @ts-expect-error a read with an input needs one
  useSuspenseRead(search);
}

export function useTypedStream(): void {
  const { stream, state, start, stop, text, interrupted } = useStream(tell, { tag: 'a' });
  if (stream.kind === 'live') stream.events satisfies readonly (readonly string[])[];
  if (state.kind === 'live') state.value.text satisfies string;
  void (start() satisfies Promise<StreamOutcome<readonly string[]>>);
  void (stop() satisfies Promise<Failure | undefined>);
  text satisfies string;
  interrupted?.failure satisfies Failure | undefined;
  // @ts-expect-error a stream has an input, or another one
  useStream(tell);
  // @ts-expect-error and the right one
  useStream(tell, { tag: 1 });
  // @ts-expect-error a write does not stream
  useStream(send, { tag: 'a' });
  // @ts-expect-error nothing has come of a stream that is idle
  if (stream.kind === 'idle') void stream.text;
  // @ts-expect-error a stream is never queued
  void start().then(({ kind }) => kind === 'queued');
}

createRoot(container, rootHandlers()).render(<p />);

const jot = defineWrite('jot', { input: filter, request: () => ({ path: 'j' }), offline: 'queue' });
const tagged = optimisticRead(search, [
  layer(jot, (tags, { tag }, { input }) => (input.tag === tag ? [...tags, tag] : tags)),
]);

export function useOptimistic(): void {
  useRead(tagged, { tag: 'a' }).state satisfies OperationState<readonly string[]>;
  useSuspenseRead(tagged, { tag: 'a' }).value satisfies readonly string[];
  // @ts-expect-error the read still needs its input
  useRead(tagged);
  // @ts-expect-error a layer gives a value of the read
  optimisticRead(search, [layer(jot, () => 'tag')]);
  // @ts-expect-error a write that never waits in the outbox has no layer
  optimisticRead(search, [layer(send, (tags) => tags)]);
}
