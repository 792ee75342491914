import { spawn } from 'node:child_process';
import { env, install, root } from './setup.mjs';
import { whenLeft } from './when-left.mjs';

await install();

// The fault lab is open in development.
const development = { FIRESIDE_FAULTS: 'on', ...env };
const start = (command, args) =>
  spawn(command, args, { cwd: root, env: development, stdio: 'inherit' });
const both = [
  start('node', ['--watch', '--conditions=@holdfast/source', 'demo/server/main.ts']),
  start('vite', []),
];
const stop = () => both.forEach((child) => child.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
whenLeft(stop);
for (const child of both) child.on('exit', stop);
