import { installed, subject } from './places.ts';
import { publicEntries } from './public-entries.ts';
import { runCommand } from './run-command.ts';
import { type Platform, readResults, type Result } from './verdict.ts';

/** A runtime that runs a file: Node, Bun, Deno. */
export function onRuntime(name: string, command: string, args: readonly string[] = []): Platform {
  return {
    name,
    async try() {
      const entries = JSON.stringify(publicEntries().map((entry) => entry.name));
      const { printed } = await runCommand(command, [...args, 'run.mjs', entries], {
        cwd: subject,
      });
      return [...readResults(printed), await letsItsProcessEnd(command, args)];
    },
  };
}

/** A server that loads a module of the client can render it, goes on, and can end. */
async function letsItsProcessEnd(command: string, args: readonly string[]): Promise<Result> {
  const { code, printed } = await runCommand(command, [...args, 'at-module-level.mjs'], {
    cwd: subject,
    limitMs: 10_000,
  });
  const row = 'a composition in a module lets its process end';
  if (code === 0) return { row, verdict: 'works', says: '' };
  return { row, verdict: 'breaks', says: printed.trim() || 'it did not end' };
}

export const runtimes: readonly Platform[] = [
  onRuntime('Node 20', installed('node-20/bin/node')),
  onRuntime('Node 22', installed('node-22/bin/node')),
  onRuntime('Node 24', process.execPath),
  onRuntime('Bun', installed('.bin/bun')),
  onRuntime('Deno', installed('.bin/deno'), ['run', '-A', '--no-prompt']),
];
