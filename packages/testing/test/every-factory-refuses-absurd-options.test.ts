import { createCell } from '@holdfast/core';
import * as testing from '@holdfast/testing';
import { expect, it } from 'vitest';

const { absurdlyTaken, createVirtualPlatform, memoryOutbox, optionRow } = testing;

const rows: Readonly<Record<string, testing.OptionRow>> = {
  createVirtualPlatform: optionRow(createVirtualPlatform, { seed: 2.5, now: 2.5 }),
  memoryOutbox: optionRow(memoryOutbox, {
    ...{ identity: createCell(null), platform: createVirtualPlatform(), maxEntries: 5 },
  }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

// ?
const OTHERS = `createDevice createPageFaults createWorld absurdlyTaken playScenario drawScenario`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys(rows), ...OTHERS.split(/\s+/)]);
  const found = testing.functionsWithOptions(testing);
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
