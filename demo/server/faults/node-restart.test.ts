import { expect, it } from 'vitest';
import { restartOf } from './node-restart.ts';

it('restarts only a server that a supervisor starts again', () => {
  expect(restartOf(['--conditions=@holdfast/source'])).toBeUndefined();
  expect(restartOf(['--import', 'file:///fireside/scripts/end-with-parent.mjs'])).toBeTypeOf(
    'function',
  );
});
