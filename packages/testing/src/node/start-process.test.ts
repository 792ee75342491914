import { describe, expect, it } from 'vitest';
import { type RunningProcess, startProcess } from './start-process.ts';

const node = (script: string, more: object = {}): Promise<RunningProcess> =>
  startProcess({
    command: process.execPath,
    args: ['--eval', script],
    readyLine: /^Ready/,
    ...more,
  });

const server = `
  const server = require('node:http').createServer((_, response) => response.end(process.env.WORD));
  server.listen(0, '127.0.0.1', () => {
    console.log('Starting');
    console.log('Ready at http://127.0.0.1:' + server.address().port);
  });
`;

describe('a started process', () => {
  it('is ready when it says so, at the address that it says', async () => {
    const running = await node(server, { env: { WORD: 'hello' } });
    expect(await (await fetch(running.url)).text()).toBe('hello');
    expect(running.output().stdout).toMatch(/^Starting\nReady/);
    expect(await running.kill()).toEqual({ code: null, signal: 'SIGTERM' });
    await expect(running.exited).resolves.toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('runs in the folder that the caller names, and has no address unless it says one', async () => {
    const running = await node(`console.log(process.cwd()); setInterval(() => {}, 1000);`, {
      cwd: '/',
      readyLine: /^\/$/,
    });
    expect(running.url).toBe('');
    await running.kill('SIGKILL');
  });

  it('can be killed without a chance to tidy up', async () => {
    const running = await node(`process.on('SIGTERM', () => {}); ${server}`);
    expect(await running.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    expect(() => process.kill(running.pid, 0)).toThrow('ESRCH');
  });

  it('reports its output when it ends before it is ready', async () => {
    await expect(node(`console.error('the port is taken'); process.exit(3)`)).rejects.toThrow(
      /ended with 3 before it was ready\.\nthe port is taken/,
    );
  });

  it('is killed when it takes too long', async () => {
    await expect(node('setInterval(() => {}, 1000)', { readyWithinMs: 50 })).rejects.toThrow(
      'was not ready within 50 ms',
    );
  });

  it('says so when the command does not exist', async () => {
    await expect(startProcess({ command: '/nowhere/holdfast', readyLine: /x/ })).rejects.toThrow(
      'could not be started',
    );
  });

  it('leaves nothing to clean up behind when it has ended', async () => {
    const running = await node(server);
    const [last] = process.listeners('exit').slice(-1);
    await running.kill();
    expect(process.listeners('exit')).not.toContain(last);
  });
});
