import path from 'node:path';
import { type RunningProcess, startProcess } from '@holdfast/testing/node';

const main = path.join(import.meta.dirname, 'notes-server.ts');

export function startNotesServer(
  address: string,
  ...death: readonly (string | number)[]
): Promise<RunningProcess> {
  return startProcess({
    command: process.execPath,
    args: ['--conditions=@holdfast/source', main, address, ...death.map(String)],
    readyLine: /^ready at /,
    // Long enough for a busy machine, and short enough to find a server that hangs.
    readyWithinMs: 60_000,
  });
}
