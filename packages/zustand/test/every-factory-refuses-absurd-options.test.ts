import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
} from '@holdfast/testing';
import * as zustand from '@holdfast/zustand';
import { expect, it } from 'vitest';

const storage = {
  getItem: () => null,
  setItem: () => {},
  removeItem: () => {},
  key: () => null,
  length: undefined as never,
};

const rows: Readonly<Record<string, OptionRow>> = {
  defineSlice: optionRow(
    (options: Parameters<typeof zustand.defineSlice>[2] & {}) =>
      zustand.defineSlice('a', {}, options),
    { of: 'user', layers: zustand.optimisticLayers },
  ),
  persistSlice: optionRow(zustand.persistSlice<{ a: number }>, {
    ...{ include: ['a'], migrations: [], schema: {} as never, merge: {}, throttleMs: 5 },
    ...{ store: {} as never, tabs: {} as never, platform: createVirtualPlatform() },
    ...{ onHide: () => () => {}, sink: () => {} },
  }),
  idbSliceStore: optionRow(zustand.idbSliceStore, {
    name: 'a',
    platform: createVirtualPlatform(),
  }),
  webSliceStore: optionRow(zustand.webSliceStore, { name: 'a', storage }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

it('knows every function of the package that takes options', () => {
  const found = functionsWithOptions(zustand);
  expect(found.filter((name) => !Object.hasOwn(rows, name))).toEqual([]);
});
