import { expect, it } from 'vitest';
import { webMemoryBytes } from './web-memory.ts';

it('tells how much of the heap is in use where the browser does', () => {
  expect(webMemoryBytes()).toBeGreaterThan(1024);
});
