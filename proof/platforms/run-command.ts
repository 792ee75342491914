import { spawn } from 'node:child_process';

/** Runs a command and returns its whole output, for any exit code. It ends a command that hangs. */
export function runCommand(
  command: string,
  args: readonly string[],
  {
    cwd,
    env = {},
    limitMs = 60_000,
  }: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly limitMs?: number;
  },
): Promise<{ readonly printed: string; readonly code: number | null }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    let printed = '';
    const take = (text: string): void => void (printed += text);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => take(String(error)));
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ printed, code });
    });
  });
}
