import { buildDemo } from './demo-build.mjs';
import { begin, install, run } from './setup.mjs';

install();
// This takes about half a minute, and most of it is the network.
const platformsInstalled = begin('npm', ['run', '--silent', 'matrix', '--', '--install']);
run('node', ['scripts/browser.ts']);

run('npm', ['run', '--silent', 'types']);
run('npm', ['run', '--silent', 'postgres', '--', 'npm', 'run', '--silent', 'unit']);
run('npm', ['run', '--silent', 'docs']);
await platformsInstalled();
run('npm', ['run', '--silent', 'matrix']);
buildDemo();
run('npm', ['run', '--silent', 'e2e']);
