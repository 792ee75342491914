import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';

type Supervisor = ChildProcessByStdio<Writable, Readable, null>;

const module = path.join(import.meta.dirname, 'supervise.mjs');
// This server prints its process id and the number of its restarts, and ends cleanly on request.
const server = `
  const idle = setInterval(() => {}, 1_000);
  process.on('SIGTERM', () => { console.log('stopped'); clearInterval(idle); });
  process.on('SIGINT', () => { console.log('interrupted'); clearInterval(idle); });
  console.log('ready ' + process.pid + ' ' + process.env.HOLDFAST_RESTARTS);
`;
const started: Supervisor[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.kill('SIGKILL');
});

function supervised(code = server, waits = false) {
  const script = `
    const { supervise } = await import('${module}');
    supervise({ name: 'The server', args: ['-e', process.env.SERVER], ready: /^ready/, env: process.env, waits: ${waits} });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, SERVER: code, npm_lifecycle_event: undefined },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const lines = (): readonly string[] => output.split('\n').filter(Boolean);
  const pids = (): readonly number[] =>
    lines()
      .filter((line) => line.startsWith('ready'))
      .map((line) => Number(line.split(' ')[1]));
  const untilPids = (count: number) =>
    expect.poll(() => pids().length, { timeout: 15_000 }).toBe(count);
  return { child, lines, pids, untilPids };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('says that the server was killed, starts it again, and anew on r and Enter', async () => {
  const { child, lines, pids, untilPids } = supervised();
  await untilPids(1);
  const [first = Number.NaN] = pids();
  process.kill(first, 'SIGKILL');
  await untilPids(2);
  expect(lines()).toContain(
    'The server was killed (SIGKILL). Starting it again in 0.5 s (1 of 5) …',
  );
  child.stdin.write('r\n');
  await untilPids(3);
  expect(lines().slice(-3, -1)).toEqual(['Starting The server anew …', 'stopped']);

  const restarts = lines().filter((line) => line.startsWith('ready'));
  expect(restarts.map((line) => line.split(' ')[2])).toEqual(['0', '1', '0']);

  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(lines().at(-1)).toBe('interrupted');
  expect(pids().filter(isAlive)).toEqual([]);
});

it('leaves no server behind when it is killed itself', async () => {
  const { child, pids, untilPids } = supervised();
  await untilPids(1);
  child.kill('SIGKILL');
  await expect.poll(() => pids().filter(isAlive)).toEqual([]);
});

it('does not start a server again that cannot start, and takes over its exit code', async () => {
  const { child, lines } = supervised('process.exitCode = 3;');
  const [code] = await once(child, 'exit');
  expect(code).toBe(3);
  expect(lines()).toEqual([]);
});

it('keeps waiting for a change where it is told to, when a server cannot start', async () => {
  const { child, lines } = supervised('process.exitCode = 3;', true);
  const told =
    'The server ended by itself (exit code 3). It waits for a change of its code, or for r and Enter.';
  await expect.poll(lines, { timeout: 15_000 }).toEqual([told]);
  child.stdin.write('r\n');
  await expect.poll(lines, { timeout: 15_000 }).toEqual([told, 'Starting The server anew …', told]);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
