import { expect, it } from 'vitest';
import { codeBlocks, fileOf } from './code-blocks.ts';

const markdown = [
  '# Title',
  '',
  '```ts run',
  'one();',
  '```',
  '```sh',
  'ls',
  '```',
  '```tsx',
  '<a />;',
  '```',
];

it('finds the TypeScript blocks with their marks and lines', () => {
  expect(codeBlocks(markdown.join('\n'))).toEqual([
    { language: 'ts', mark: 'run', line: 4, code: 'one();\n' },
    { language: 'tsx', mark: '', line: 10, code: '<a />;\n' },
  ]);
});

it.each([
  ['file api.ts', 'api.ts'],
  ['file notes.dom.test.tsx', 'notes.dom.test.tsx'],
  ['file ../api.ts', undefined],
  ['run', undefined],
])('takes the name of a file from a mark: %s', (mark, name) => {
  expect(fileOf(mark)).toBe(name);
});
