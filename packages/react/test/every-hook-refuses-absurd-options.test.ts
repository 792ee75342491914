import { createCell } from '@holdfast/core';
import * as react from '@holdfast/react';
import { absurdlyTaken, createWorld, optionRow, type OptionRow } from '@holdfast/testing';
import { createElement, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';

const { holdfast } = createWorld();

const under = (child: ReactElement): string =>
  renderToString(createElement(react.HoldfastProvider, { holdfast }, child));

/** A component that calls the hook, rendered as on a server. */
const rendered = (useHook: () => unknown): string => {
  const Caller = (): null => {
    useHook();
    return null;
  };
  return under(createElement(Caller));
};

const observable = { source: createCell({ kind: 'current' } as const) };
const any = undefined;

interface Operation {
  readonly name: string;
  readonly kind: string;
}
const operation = (useHook: (operation: never) => unknown, kind: string): OptionRow =>
  optionRow((given: Operation) => rendered(() => useHook(given as never)), {
    ...{ name: 'note.list', kind },
  });

const rows: Readonly<Record<string, OptionRow>> = {
  useRead: operation(react.useRead, 'read'),
  useSuspenseRead: operation(react.useSuspenseRead, 'read'),
  useWrite: operation(react.useWrite, 'write'),
  useOperation: operation(react.useOperation, 'read'),
  useStream: operation(react.useStream, 'stream'),
  useOutbox: optionRow(
    ({ filter }: { readonly filter?: () => boolean }) => rendered(() => react.useOutbox(filter)),
    { filter: () => true },
  ),
  useOutboxEntry: optionRow(
    ({ id }: { readonly id: string }) => rendered(() => react.useOutboxEntry(id)),
    { id: 'a' },
  ),
  useCircuit: optionRow(
    ({ name }: { readonly name: string }) => rendered(() => react.useCircuit(name)),
    { name: 'a' },
  ),
  useUnsavedWork: optionRow(
    ({ label }: { readonly label?: string }) => rendered(() => react.useUnsavedWork(label)),
    { label: 'a' },
  ),
  useRetryCountdown: optionRow(
    ({ at }: { readonly at?: number }) => rendered(() => react.useRetryCountdown(at)),
    { at: 1.5 },
  ),
  useEstimate: optionRow(
    (work: Parameters<typeof react.useEstimate>[0]) => rendered(() => react.useEstimate(work)),
    { since: 1.5, done: 1.5, total: 1.5, usualMs: 5 },
  ),
  useObservable: optionRow(
    ({ source }: typeof observable) => rendered(() => react.useObservable(source)),
    observable,
  ),
  useUpdate: optionRow(
    ({ source }: typeof observable) => rendered(() => react.useUpdate(source)),
    observable,
  ),
  'the additions of ErrorBoundary': optionRow(
    (props: Pick<react.ErrorBoundaryProps, 'name' | 'severity' | 'onReport' | 'parts'>) =>
      under(createElement(react.ErrorBoundary, { ...props, fallback: null })),
    { name: 'a', severity: 'info', onReport: () => {}, parts: [] },
  ),
  HoldfastProvider: optionRow(
    (props: react.HoldfastProviderProps) =>
      renderToString(createElement(react.HoldfastProvider, props)),
    { holdfast, messages: {}, children: any },
  ),
};

it.each(Object.entries(rows))('%s refuses absurd options', async (_, row) => {
  expect(await absurdlyTaken(row)).toEqual([]);
});

it.each(Object.entries(rows).filter(([name]) => !/Read|Write|Operation|Stream/.test(name)))(
  '%s takes sensible options',
  (_, row) => {
    expect(() => row.make(row.every)).not.toThrow();
  },
);
