import { defineWrite, type EntryView, type StandardSchema } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import type { LayeredDeclared, OpaqueOperation } from './slice-context.ts';
import { layeredView } from './layered-view.ts';
import type { Layer } from '@holdfast/core/parts';

const request = () => ({ method: 'POST', path: 'things' }) as const;
const add = defineWrite('add', { input: text(), request, offline: 'queue', version: 2 });
const broken = defineWrite('broken', { request, offline: 'queue' });

interface Text {
  readonly text: string;
}
const shown = (
  run: unknown,
  optimistic: (text: string, input: unknown) => string,
): LayeredDeclared => ({
  run: run as OpaqueOperation,
  optimistic: (data, input) => ({ text: optimistic((data as Text).text, input) }),
});
const declared: readonly LayeredDeclared[] = [
  shown(add, (value, input) => value + (input as string).toLowerCase()),
  shown(broken, () => {
    throw new Error('a mistake of the app');
  }),
];
const layer = (
  operation: { readonly name: string; readonly version: number },
  input: unknown,
  version = operation.version,
): Layer => ({ entry: { operation: operation.name, version, input } as EntryView });
const view = (before: string, stack: readonly Layer[], over = declared): string =>
  layeredView({ text: before }, stack, over).text;

describe('a layered view', () => {
  it('is the data itself when no write waits', () => {
    const data = { a: 1 };
    expect(layeredView(data, [], [])).toBe(data);
  });

  it('applies layers in order', () => {
    expect(view('a', [layer(add, 'b'), layer(add, 'c')])).toBe('abc');
  });

  it('leaves the other members of the data alone', () => {
    const data = { text: 'a', other: {} };
    const layered = layeredView(data, [layer(add, 'b')], declared);
    expect(layered).toEqual({ text: 'ab', other: {} });
    expect(layered.other).toBe(data.other);
    expect(data.text).toBe('a');
  });

  it('leaves out a layer that throws, and keeps the others', () => {
    expect(view('a', [layer(broken, 'x'), layer(add, 'b')])).toBe('ab');
  });

  it.each([
    ['an older version', { text: 'x' }, 1],
    ['an older version that looks alike', 'x', 1],
    ['a newer version', ['x'], 3],
  ])('leaves out an entry that %s of the app stored, and keeps the others', (_, input, version) => {
    expect(view('a', [layer(add, input, version), layer(add, 'b')])).toBe('ab');
  });

  it('shows the input of an older version when the slice declares that version, too', () => {
    const before = defineWrite('add', { input: text(), request, offline: 'queue' });
    const both = [...declared, shown(before, (value, input) => `${value}(${input as string})`)];
    expect(view('a', [layer(before, 'x'), layer(add, 'b')], both)).toBe('a(x)b');
  });

  it('shows the answer of the server, once it is known, in place of the optimistic data of the app', () => {
    const answered = {
      ...(declared[0] ?? shown(add, () => '')),
      apply: (data: object, value: unknown) => ({
        text: `${(data as Text).text}[${value as string}]`,
      }),
    };
    const stack = [{ ...layer(add, 'b'), answer: { value: 'B' } }, layer(add, 'c')];
    expect(view('a', stack, [answered])).toBe('a[B]c');
  });
});

function text(): StandardSchema<string> {
  return {
    '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
  };
}
