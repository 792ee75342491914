import type { EntryView } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { layeredView } from './layered-view.ts';

const layer = (operation: string, input: string): { readonly entry: EntryView } => ({
  entry: { operation, input } as EntryView,
});
const layers = {
  add: (value: string, { input }: EntryView): string => value + String(input),
  broken: (): string => {
    throw new Error('an input of an older version');
  },
};

describe('a layered view', () => {
  it('is the value itself when nothing lies over it', () => {
    const value = { a: 1 };
    expect(layeredView(value, [], {}, undefined)).toBe(value);
  });

  it('applies layers in order', () => {
    expect(layeredView('a', [layer('add', 'b'), layer('add', 'c')], layers, undefined)).toBe('abc');
  });

  it('starts from nothing when no value is known', () => {
    expect(layeredView(undefined, [layer('add', 'b')], layers, '')).toBe('b');
  });

  it('is not known when there is nothing to start from', () => {
    expect(layeredView(undefined, [layer('add', 'b')], layers, undefined)).toBeUndefined();
    expect(layeredView(undefined, [], layers, '')).toBeUndefined();
  });

  it('leaves out a layer that throws, and keeps the others', () => {
    expect(layeredView('a', [layer('broken', 'x'), layer('add', 'b')], layers, '')).toBe('ab');
  });
});
