import type { OperationState } from '@holdfast/core';

/** The state of an operation that has not run. */
export const IDLE: OperationState<never> = Object.freeze({ kind: 'idle' });
