import type { PlatformRun } from './run-all.ts';
export async function checkPage(_runs: readonly PlatformRun[], _write: boolean): Promise<boolean> {
  return true;
}
