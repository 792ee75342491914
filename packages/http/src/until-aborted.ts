import { abortFailure } from '@holdfast/core/parts';

/** Settles with shared work, or rejects when this caller aborts before that. The work itself goes on. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(abortFailure(signal, signal.reason));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    const stay = (): void => signal.removeEventListener('abort', leave);
    work.then(resolve, reject).finally(stay);
  });
}
