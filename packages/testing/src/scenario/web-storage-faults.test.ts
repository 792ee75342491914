import { expect, it } from 'vitest';
import { webStorageFaults } from './web-storage-faults.ts';

it('does nothing on a server, which has no databases of a browser', () => {
  let asked = 0;
  const undo = webStorageFaults(() => ((asked += 1), true));
  expect(undo()).toBeUndefined();
  expect(asked).toBe(0);
});
