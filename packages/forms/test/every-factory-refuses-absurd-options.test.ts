import { isFailure } from '@holdfast/core';
import { createCheck } from '@holdfast/forms/validation';
import { absurdOptions, createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';

// Each option with a sensible value, `undefined` for one that takes any value. The types ask for every option, so that a
// new one cannot be forgotten here.
type Every<TOptions> = { readonly [TName in keyof TOptions]-?: TOptions[TName] | undefined };

interface Row {
  readonly every: object;
  readonly make: (options: never) => unknown;
}
const row = <TOptions>(make: (options: TOptions) => unknown, every: Every<TOptions>): Row => ({
  make,
  every,
});

const rows: Readonly<Record<string, Row>> = {
  createCheck: row(createCheck<string>, {
    ...{ ask: () => undefined, debounceMs: 5, timeoutMs: 5, cacheSize: 5, cacheMs: 5 },
    ...{ whenFailed: 'refuse', platform: createVirtualPlatform() },
  }),
};

/** Whether the factory throws or rejects with a failure that names the mistake. */
async function isRefused({ make }: Row, options: object): Promise<boolean> {
  try {
    await make(options as never);
    return false;
  } catch (error) {
    return isFailure(error, 'DEFECT');
  }
}

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, one) => {
    expect(await isRefused(one, one.every)).toBe(false);
    const taken: unknown[] = [];
    for (const [option, value] of absurdOptions(one.every)) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      if (!(await isRefused(one, { ...one.every, [option]: value }))) taken.push([option, value]);
    }
    expect(taken).toEqual([]);
  },
);
