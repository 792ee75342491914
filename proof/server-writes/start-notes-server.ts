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
    // A busy machine may take its time; a server that hangs is found all the same.
    readyWithinMs: 60_000,
  });
}
