import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { buildDemo } from './demo-build.mjs';
import { env, install, root } from './setup.mjs';
import { whenLeft } from './when-left.mjs';

install();
buildDemo();

const server = spawn('node', ['--conditions=@holdfast/source', 'demo/server/main.ts'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
whenLeft(() => server.kill());
server.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
