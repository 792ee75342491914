import { expect, it } from 'vitest';
import { chaptersOf } from './chapters.ts';

it('lists the names of an index by chapter, with what the index says about each', () => {
  const index = `// Operations
/** Describes a read. */
export { defineRead } from './define-read.ts';
/** A read. */
export type { ReadOperation } from './operation.ts';

// Runtime
export {
  /** Binds the ports. */
  createHoldfast,
  /** What it gives. */
  type Holdfast,
  type HoldfastOptions as Options,
} from './create-holdfast.ts';
export { explain } from './explain.ts';
`;
  expect(chaptersOf(index)).toEqual([
    {
      title: 'Operations',
      names: [
        { name: 'defineRead', about: 'Describes a read.' },
        { name: 'ReadOperation', about: 'A read.' },
      ],
    },
    {
      title: 'Runtime',
      names: [
        { name: 'createHoldfast', about: 'Binds the ports.' },
        { name: 'Holdfast', about: 'What it gives.' },
        { name: 'Options', about: undefined },
        { name: 'explain', about: undefined },
      ],
    },
  ]);
});

it('gives one chapter without a title for an index without chapters', () => {
  expect(chaptersOf("export { one } from './one.ts';")).toEqual([
    { title: '', names: [{ name: 'one', about: undefined }] },
  ]);
});
