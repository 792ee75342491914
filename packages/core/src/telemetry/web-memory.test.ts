import { expect, it } from 'vitest';
import { webMemoryBytes } from './web-memory.ts';

it('tells nothing where the host does not', () => {
  expect(webMemoryBytes()).toBeUndefined();
});
