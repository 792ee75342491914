import { expect, it } from 'vitest';
import { webMemoryBytes } from './web-memory.ts';

it('webMemoryBytes tells how much of the heap is in use where the browser tells it', () => {
  expect(webMemoryBytes()).toBeGreaterThan(1024);
});
