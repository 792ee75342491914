import { createCell, isFailure } from '@holdfast/core';
import * as boundary from '@holdfast/react/boundary';
import { createNotifications, rootHandlers } from '@holdfast/react';
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

const platform = createVirtualPlatform();
const connectivity = createCell('online' as const);

const rows: Readonly<Record<string, Row>> = {
  autoRetry: row(boundary.autoRetry, {
    ...{ maxRetries: 5, backoff: () => 5, when: () => true, healthyMs: 5, connectivity, platform },
  }),
  escalateAfter: row(boundary.escalateAfter, { errors: 5, windowMs: 5, platform }),
  accessible: row(boundary.accessible, { focus: 'follow', announce: 'alert' }),
  createNotifications: row(createNotifications, {
    ...{ limits: {}, infoMs: 5, errorMs: 5, connectivity, platform },
  }),
  'the limits of createNotifications': row((limits: object) => createNotifications({ limits }), {
    shown: 5,
    storm: 5,
    history: 5,
  }),
  rootHandlers: row(rootHandlers, { sinks: [], ignore: () => true, chain: {}, platform }),
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
