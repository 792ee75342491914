import {
  defineRead,
  defineWrite,
  type Holdfast,
  type OperationState,
  type StandardSchema,
} from '@holdfast/core';
import { createReadSlice, createWriteSlice, layer, type selectorsOf } from '@holdfast/zustand';

declare const holdfast: Holdfast;
declare const page: StandardSchema<unknown, { readonly names: readonly string[] }>;
declare const filter: StandardSchema<{ readonly tag: string }>;

const list = defineRead('list', { output: page, request: () => ({ path: 'list' }) });
const search = defineRead('search', {
  input: filter,
  output: page,
  request: ({ tag }) => ({ path: 'search', query: { tag } }),
});
const save = defineWrite('save', { input: filter, request: () => ({ path: 'save' }) });
declare const tagged: StandardSchema<string, { readonly tags: readonly string[] }>;
const tag = defineWrite('tag', {
  input: tagged,
  request: () => ({ path: 'tag' }),
  offline: 'queue',
  invalidates: [list, search],
});
const touch = defineWrite('touch', { request: () => ({ path: 'touch' }), offline: 'queue' });

createReadSlice(holdfast, list);
createReadSlice(holdfast, search, { tag: 'a' });
// @ts-expect-error a read with an input needs one
createReadSlice(holdfast, search);
// @ts-expect-error and the right one
createReadSlice(holdfast, search, { tag: 1 });
// @ts-expect-error a write is not a read
createReadSlice(holdfast, save);

const slice = createReadSlice(holdfast, list, undefined, {
  layers: [
    // The value has the type of the read, the input has the type that the write's schema gives.
    layer(tag, (value, { tags }, { id }) => ({ names: [...value.names, ...tags, id] })),
    layer(touch, (value, input) => {
      input satisfies void;
      return value;
    }),
  ],
  empty: { names: [] },
});
type Hooks = ReturnType<typeof selectorsOf<ReturnType<typeof slice.getState>>>;
declare const view: ReturnType<Hooks['useView']>;
declare const state: ReturnType<Hooks['useState']>;
view?.names satisfies readonly string[] | undefined;
state satisfies OperationState<{ readonly names: readonly string[] }>;
// @ts-expect-error a layer gives the same sort of value back
createReadSlice(holdfast, list, undefined, { layers: [layer(touch, () => 1)] });
createReadSlice(holdfast, list, undefined, {
  // @ts-expect-error a layer gets the parsed input, not what the caller gave
  layers: [layer(tag, (value, input) => ({ names: [...value.names, input.toUpperCase()] }))],
});
createReadSlice(holdfast, list, undefined, {
  // @ts-expect-error a write that is not queued has no entry to show
  layers: [layer(save, (value) => value)],
});
createReadSlice(holdfast, list, undefined, {
  // @ts-expect-error a read does not wait in the outbox
  layers: [layer(search, (value) => value)],
});
createReadSlice(holdfast, list, undefined, {
  // @ts-expect-error a name is no operation
  layers: { tag: (value: unknown) => value },
});

const write = createWriteSlice(holdfast, save);
void write.getState().run({ tag: 'a' });
// @ts-expect-error the write needs its input
void write.getState().run();
void write
  .getState()
  .run({ tag: 'a' })
  .then((outcome) => {
    // @ts-expect-error a write that does not queue is never queued
    return outcome.kind === 'queued';
  });
