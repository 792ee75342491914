import * as devtools from '@holdfast/devtools/production';
import { chromeTracksSink } from '@holdfast/devtools';
import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
} from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createRecorder } from '../src/recording/create-recorder.ts';

const rows: Readonly<Record<string, OptionRow>> = {
  createRecorder: optionRow(createRecorder, {
    ...{ capacity: 5, refreshMs: 5, platform: createVirtualPlatform() },
  }),
  chromeTracksSink: optionRow(chromeTracksSink, { measure: () => {}, originMs: 5 }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

it('knows every function of the package that takes options', () => {
  const found = functionsWithOptions(devtools);
  expect(found.filter((name) => !Object.hasOwn(rows, name))).toEqual([]);
});
