import { isFailure, type Failure } from '../../failures/failure.ts';

/** Whether an error says that this device could not store a write, so that nothing was kept. */
export function isUnstored(error: unknown): error is Failure {
  return isFailure(error) && error.code.startsWith('STORAGE_');
}
