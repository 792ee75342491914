import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { requireOptions } from '@holdfast/core/parts';

export interface ProcessOptions {
  readonly command: string;
  readonly args?: readonly string[];
  /** Variables that the process gets besides the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The line on standard output that says that it is ready. */
  readonly readyLine: RegExp;
  /** Milliseconds after which a process that is not ready is killed. @default 20_000 */
  readonly readyWithinMs?: number;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly pid: number;
  /** The first URL in the ready line; empty when there is none. */
  readonly url: string;
  /** Resolves when the process has ended, for any reason. */
  readonly exited: Promise<ProcessExit>;
  /** Everything that the process has written so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Sends a signal and resolves when the process has ended. @default 'SIGTERM' */
  kill(signal?: NodeJS.Signals): Promise<ProcessExit>;
}

/**
 * Starts a real process and resolves when it says that it is ready. Rejects with its standard error when it
 * ends before that or takes too long. The process never outlives this one.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  requireOptions('startProcess', options, {
    command: 'a text that is not empty',
    args: 'a list?',
    env: 'an object?',
    cwd: 'a text that is not empty?',
    readyLine: 'an object with test',
    readyWithinMs: 'a number above 0?',
  });

  const { command, args = [], env = {}, cwd, readyLine, readyWithinMs = 20_000 } = options;
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));

  const die = (): void => void child.kill('SIGKILL');
  process.once('exit', die);
  const survive = (): void => void process.off('exit', die);
  child.once('exit', survive);
  child.once('error', survive);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });

  const ready = new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => {
      reject(new Error(`${[command, ...args].join(' ')} ${why}\n${stderr}`));
    };
    const timer = setTimeout(() => {
      die();
      fail(`was not ready within ${readyWithinMs} ms.`);
    }, readyWithinMs);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!readyLine.test(line)) return;
      clearTimeout(timer);
      resolve(/https?:\/\/\S+/.exec(line)?.[0] ?? '');
    });
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    // After `close`, unlike after `exit`, the whole output of the process has arrived.
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${signal ?? code} before it was ready.`);
    });
  });
  const url = await ready;

  return {
    pid: child.pid ?? 0,
    url,
    exited,
    output: () => ({ stdout, stderr }),
    kill(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}
