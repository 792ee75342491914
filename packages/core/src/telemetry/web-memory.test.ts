import { expect, it } from 'vitest';
import { webMemoryBytes } from './web-memory.ts';

it('tells nothing where nobody tells it', () => {
  expect(webMemoryBytes()).toBeUndefined();
});
