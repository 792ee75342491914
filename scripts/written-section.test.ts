import { expect, it } from 'vitest';
import { toTable, withSection } from './written-section.ts';

const page = '# Title\n\nBy hand.\n';
const write = (before: string, text: string): string => withSection(before, 'sizes', 'npm x', text);

it('puts a section at the end of a page that has none', () => {
  expect(write(page, 'one')).toBe(
    '# Title\n\nBy hand.\n\n<!-- sizes: written by `npm x` -->\n\none\n\n<!-- end of sizes -->\n',
  );
});

it('replaces a section in its place, and does not change the text around it', () => {
  const after = `${write(page, 'one')}\nMore by hand.\n`;
  expect(write(after, 'two')).toBe(after.replace('one', 'two'));
  expect(write(write(after, 'two'), 'two')).toBe(write(after, 'two'));
});

it('keeps sections of different names apart', () => {
  const both = withSection(write(page, 'one'), 'speeds', 'npm y', 'three');
  expect(write(both, 'two')).toBe(both.replace('one', 'two'));
});

it('draws a table', () => {
  expect(
    toTable([
      ['use', 'bytes'],
      ['a', 1],
    ]),
  ).toBe('| use | bytes |\n| --- | --- |\n| a | 1 |');
});
