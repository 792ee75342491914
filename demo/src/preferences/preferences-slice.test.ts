import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../contract/preferences.ts';
import { createPreferencesSlice } from './preferences-slice.ts';

it('makes a change at once, before the server has it', async () => {
  const { holdfast, platform } = createWorld();
  const slice = createPreferencesSlice(holdfast);
  expect(slice.getState().chosen).toEqual(DEFAULT_PREFERENCES);
  void slice.getState().change.run({ theme: 'dark' });
  await platform.advance(0);
  expect(slice.getState().chosen).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
});
