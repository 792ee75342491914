import type { Holdfast, Observable, StandardSchema } from '@holdfast/core';
import { defineSlice, persistSlice, webSliceStore, type SliceStatus } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';

declare const holdfast: Holdfast;
declare const schema: StandardSchema<unknown, { readonly theme: string }>;

interface Reader {
  readonly theme: string;
  readonly recent: readonly string[];
}
const initial: Reader = { theme: 'light', recent: [] };

// The names of members come from the slice; the caller writes no type.
const reader = defineSlice('reader', initial).persist(
  persistSlice({
    include: ['theme', 'recent'],
    merge: { recent: (mine, theirs) => [...theirs, ...mine] },
    migrations: [({ night, ...rest }) => ({ ...rest, theme: night === true ? 'dark' : 'light' })],
    schema,
  }),
);
const store = createStore(reader(holdfast));
const status: Observable<SliceStatus> = store.slice.persistence;
const snapshot = status.getSnapshot();
if (snapshot.kind === 'unavailable') snapshot.failure.code satisfies string;
// @ts-expect-error -- only data that was set aside has a reason
void snapshot.reason;
void snapshot.resolve('export');
// @ts-expect-error -- no such answer
void snapshot.resolve('restore');

// A member that the slice does not have.
// @ts-expect-error -- 'colour' is no member
defineSlice('reader', initial).persist(persistSlice({ include: ['colour'] }));

// A step may declare the type that it reads.
persistSlice<Reader>({
  migrations: [(old: { readonly night?: boolean }) => ({ theme: old.night ? 'dark' : '' })],
});
// @ts-expect-error -- a step gives an object
persistSlice<Reader>({ migrations: [() => 'dark'] });

// Any zustand store.
const plain = createStore<Reader>()(() => initial);
const attached = persistSlice<Reader>({ store: webSliceStore() }).attach({
  name: 'reader',
  ...plain,
});
attached.detach();
// @ts-expect-error -- data of another shape
persistSlice<{ readonly size: number }>({}).attach({ name: 'reader', ...plain });
