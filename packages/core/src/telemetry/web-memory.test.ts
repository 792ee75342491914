import { expect, it } from 'vitest';
import { webMemoryBytes } from './web-memory.ts';

it('webMemoryBytes tells nothing where the host tells nothing', () => {
  expect(webMemoryBytes()).toBeUndefined();
});
