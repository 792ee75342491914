import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const module = path.join(import.meta.dirname, 'when-left.mjs');
const script = `
  const { whenLeft } = await import('${module}');
  const idle = setInterval(() => {}, 1_000);
  whenLeft(() => {
    clearInterval(idle);
    console.log('stopped');
  });
  console.log('running');
`;

it('stops a program that npm started through a shell when only the shell gets the signal', async () => {
  const shell = spawn('sh', ['-c', '"$NODE" --input-type=module -e "$SCRIPT"; exit'], {
    env: { NODE: process.execPath, SCRIPT: script, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = text(shell.stdout);
  await once(shell.stdout, 'data');
  shell.kill('SIGTERM');
  // The pipe ends with the last process that holds it open.
  expect(await told).toBe('running\nstopped\n');
});
