import { spawn } from 'node:child_process';
import { env, install, root } from './setup.mjs';
import { whenLeft } from './when-left.mjs';

install();

const start = (command, args) => spawn(command, args, { cwd: root, env, stdio: 'inherit' });
const both = [
  start('node', ['--watch', '--conditions=@holdfast/source', 'demo/server/main.ts']),
  start('vite', []),
];
const stop = () => both.forEach((child) => child.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
whenLeft(stop);
for (const child of both) child.on('exit', stop);
