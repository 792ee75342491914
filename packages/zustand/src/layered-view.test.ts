import { defineWrite, type EntryView, type StandardSchema } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { layeredView } from './layered-view.ts';
import { layer as layerOf, type WriteLayer } from './write-layer.ts';

const request = () => ({ method: 'POST', path: 'things' }) as const;
const add = defineWrite('add', { input: text(), request, offline: 'queue', version: 2 });
const broken = defineWrite('broken', { request, offline: 'queue' });
const layers: readonly WriteLayer<string>[] = [
  layerOf(add, (value, input) => value + input.toLowerCase()),
  layerOf(broken, () => {
    throw new Error('a mistake of the app');
  }),
];
const layer = (
  operation: { readonly name: string; readonly version: number },
  input: unknown,
  version = operation.version,
): { readonly entry: EntryView } => ({
  entry: { operation: operation.name, version, input } as EntryView,
});

describe('a layered view', () => {
  it('is the value itself when no write waits', () => {
    const value = { a: 1 };
    expect(layeredView(value, [], [], undefined)).toBe(value);
  });

  it('applies layers in order', () => {
    expect(layeredView('a', [layer(add, 'b'), layer(add, 'c')], layers, undefined)).toBe('abc');
  });

  it('starts from `empty` when no value is known', () => {
    expect(layeredView(undefined, [layer(add, 'b')], layers, '')).toBe('b');
  });

  it('is `undefined` when there is neither a value nor `empty`', () => {
    expect(layeredView(undefined, [layer(add, 'b')], layers, undefined)).toBeUndefined();
    expect(layeredView(undefined, [], layers, '')).toBeUndefined();
  });

  it('leaves out a layer that throws, and keeps the others', () => {
    expect(layeredView('a', [layer(broken, 'x'), layer(add, 'b')], layers, '')).toBe('ab');
  });

  it.each([
    ['an older version', { text: 'x' }, 1],
    ['an older version that looks alike', 'x', 1],
    ['a newer version', ['x'], 3],
  ])('leaves out an entry that %s of the app stored, and keeps the others', (_, input, version) => {
    const stack = [layer(add, input, version), layer(add, 'b')];
    expect(layeredView('a', stack, layers, '')).toBe('ab');
  });

  it('shows the input of an older version with a layer of that version', () => {
    const before = defineWrite('add', { input: text(), request, offline: 'queue' });
    const both = [...layers, layerOf(before, (value: string, input) => `${value}(${input})`)];
    expect(layeredView('a', [layer(before, 'x'), layer(add, 'b')], both, '')).toBe('a(x)b');
  });
});

function text(): StandardSchema<string> {
  return {
    '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
  };
}
