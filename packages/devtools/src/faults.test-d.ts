import { createPageFaults } from '@holdfast/testing';
import { expectTypeOf, it } from 'vitest';
import type { FaultPlayer } from './faults.ts';

it('the player of faults of @holdfast/testing fits the panel', () => {
  expectTypeOf(createPageFaults).returns.toExtend<FaultPlayer>();
});
