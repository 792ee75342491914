import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import {
  becomesReady,
  mainArguments,
  startFireside,
  temporaryFolder,
} from './testing/fireside-process.ts';
import { cookieOf, password, postJson } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

it.each(['SIGTERM', 'SIGINT'] as const)(
  'says in one line where it is, and ends cleanly on %s',
  async (signal) => {
    const fireside = await startFireside();
    await becomesReady(fireside.url);
    expect(await fireside.kill(signal)).toEqual({ code: 0, signal: null });
    expect(fireside.output()).toEqual({
      stdout: `Fireside is at ${fireside.url}\n`,
      stderr: '',
    });
  },
);

it('has all its data after a restart', async () => {
  const first = await startFireside();
  const signedUp = await postJson(`${first.url}/api/accounts`, { name: 'Mara', password });
  await first.kill('SIGKILL');
  const second = await startFireside({ FIRESIDE_DATA: first.dataFolder });
  const headers = { cookie: cookieOf(signedUp) };
  const session = await fetch(`${second.url}/api/session`, { headers });
  expect(await session.json()).toMatchObject({ account: { name: 'Mara' } });
});

const cannotStart = (env: Record<string, string>): { status: number | null; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, mainArguments, {
    env: { ...process.env, PORT: '0', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Fireside cannot [^\n]+\.\n$/);
  return { status, stderr };
};

it('says in one sentence that its port is taken', async () => {
  const fireside = await startFireside();
  const { port } = new URL(fireside.url);
  const { status, stderr } = cannotStart({ PORT: port, FIRESIDE_DATA: await temporaryFolder() });
  expect(status).toBe(1);
  expect(stderr).toContain(`port ${port}`);
  expect(stderr).toContain('already in use');
});

it.each([
  ['a file where the folder should be', 'file'],
  ['a folder that cannot be made', 'file/inside/it'],
])('says in one sentence that it cannot write its data: %s', async (_, name) => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), '');
  const { status, stderr } = cannotStart({ FIRESIDE_DATA: path.join(folder, name) });
  expect(status).toBe(1);
  expect(stderr).toContain(path.join(folder, name));
  expect(stderr).toContain('FIRESIDE_DATA');
});

it('says in one sentence that it cannot read its pages', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), '');
  const settings = { FIRESIDE_DATA: folder, FIRESIDE_DIST: path.join(folder, 'file') };
  const { status, stderr } = cannotStart(settings);
  expect(status).toBe(1);
  expect(stderr).toContain('FIRESIDE_DIST');
});

it('says in one sentence that its file is no database, and leaves the file alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'fireside.sqlite'), 'a letter to grandmother'.repeat(100));
  const { status, stderr } = cannotStart({ FIRESIDE_DATA: folder });
  expect(status).toBe(1);
  expect(stderr).toContain('not a database');
});

it.each([
  ['is none', 'mysql://mara:secret@127.0.0.1/fireside', 'DATABASE_URL'],
  ['does not answer', 'postgres://mara:secret@127.0.0.1:1/fireside', '127.0.0.1:1'],
])('says in one sentence that its PostgreSQL %s, and no password', (_, url, expected) => {
  const { status, stderr } = cannotStart({ DATABASE_URL: url });
  expect(status).toBe(1);
  expect(stderr).toContain(expected);
  expect(stderr).not.toContain('secret');
});

it('names every bad variable in one sentence', () => {
  const { status, stderr } = cannotStart({ PORT: 'http', FIRESIDE_MAX_BODY_BYTES: 'much' });
  expect(status).toBe(1);
  expect(stderr).toContain('PORT must be');
  expect(stderr).toContain('FIRESIDE_MAX_BODY_BYTES must be');
});

/** A sign-up whose last byte has not been sent yet. */
async function halfSent(url: string): Promise<{ readonly socket: Socket; readonly rest: string }> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ name: 'Mara', password });
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `POST /api/accounts HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`,
  );
  // The server asks for the body when its handler reads it: the request is running.
  await once(socket, 'data');
  socket.write(body.slice(0, -1));
  return { socket, rest: body.slice(-1) };
}

it('finishes a running request before it ends, and takes no new one', async () => {
  const fireside = await startFireside();
  const { socket, rest } = await halfSent(fireside.url);
  const ended = fireside.kill('SIGTERM');
  await expect
    .poll(() =>
      fetch(`${fireside.url}/api/healthz`).then(
        () => 'taken',
        () => 'refused',
      ),
    )
    .toBe('refused');

  let answer = '';
  socket.on('data', (bytes) => (answer += String(bytes)));
  socket.write(rest);
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
  expect(answer).toMatch(/connection: close/i);
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(fireside.rows('accounts')).toEqual([1]);
});

it('stops waiting for a client that never finishes its request', async () => {
  const fireside = await startFireside({ FIRESIDE_SHUTDOWN_MS: '100' });
  const { socket } = await halfSent(fireside.url);
  socket.on('error', () => {});
  // The exit code says that a request was cut off.
  expect(await fireside.kill('SIGTERM')).toEqual({ code: 1, signal: null });
});
