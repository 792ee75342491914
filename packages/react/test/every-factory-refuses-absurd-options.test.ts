import * as tanstack from '@holdfast/react/tanstack';
import * as react from '@holdfast/react';
import { createCell } from '@holdfast/core';
import * as boundary from '@holdfast/react/boundary';
import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
  createWorld,
} from '@holdfast/testing';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';

const none = { default: () => null };
const platform = createVirtualPlatform();
const connectivity = createCell('online' as const);

/** A component that calls the hook, rendered as on a server. */
const rendered = (useHook: () => unknown): string => {
  const Caller = (): null => {
    useHook();
    return null;
  };
  const { holdfast } = createWorld();
  return renderToString(createElement(react.HoldfastProvider, { holdfast }, createElement(Caller)));
};

const rows: Readonly<Record<string, OptionRow>> = {
  lazyWithRetry: optionRow(
    (options: boundary.LazyWithRetryOptions) => boundary.lazyWithRetry(async () => none, options),
    { guard: (work) => work() },
  ),
  autoRetry: optionRow(boundary.autoRetry, {
    ...{ maxRetries: 5, backoff: () => 5, when: () => true, healthyMs: 5, connectivity, platform },
  }),
  escalateAfter: optionRow(boundary.escalateAfter, { errors: 5, windowMs: 5, platform }),
  accessible: optionRow(boundary.accessible, { focus: 'follow', announce: 'alert' }),
  createNotifications: optionRow(react.createNotifications, {
    ...{ limits: {}, infoMs: 5, errorMs: 5, connectivity, platform },
  }),
  'the limits of createNotifications': optionRow(
    (limits: object) => react.createNotifications({ limits }),
    {
      shown: 5,
      storm: 5,
      history: 5,
    },
  ),
  useNow: optionRow(
    (options: { readonly everyMs?: number }) => rendered(() => react.useNow(options)),
    { everyMs: 5 },
  ),
  useErrorHandler: optionRow(
    (options: react.ErrorHandlerOptions) => rendered(() => react.useErrorHandler(options)),
    { route: () => 'none', notify: () => {}, name: 'a' },
  ),
  rootHandlers: optionRow(react.rootHandlers, {
    sinks: [],
    ignore: () => true,
    chain: {},
    platform,
  }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

// Components show what other code gives them. The others work on a value that other code of the SDK made.
const OTHERS = `StatusLine LiveRegions Notifications SyncStatus describeEntry describeState followWrites`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys(rows), ...OTHERS.split(/\s+/)]);
  const found = functionsWithOptions(react, boundary, tanstack);
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
