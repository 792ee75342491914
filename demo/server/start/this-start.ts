import { nextRequestId } from '@holdfast/core/parts';
import type { ServerStart } from '../../contract/server-start.ts';

/** This process of the server. The supervisor says `restarts` in the environment. */
export function thisStart(restarts: string | undefined): ServerStart {
  const count = Number(restarts ?? 0);
  return { id: nextRequestId(), restarts: Number.isSafeInteger(count) && count > 0 ? count : 0 };
}
