import { isFailure, type Failure } from '../failures/failure.ts';

/** Whether it says that this device could not store something, so that nothing of it was kept. */
export function isUnstored(error: unknown): error is Failure {
  return isFailure(error) && error.code.startsWith('STORAGE_');
}
