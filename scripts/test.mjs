import { buildDemo } from './demo-build.mjs';
import { install, run } from './setup.mjs';

install();
run('node', ['scripts/browser.ts']);

run('npm', ['run', '--silent', 'types']);
run('npm', ['run', '--silent', 'postgres', '--', 'npm', 'run', '--silent', 'unit']);
run('npm', ['run', '--silent', 'docs']);
run('npm', ['run', '--silent', 'matrix']);
buildDemo();
run('npm', ['run', '--silent', 'e2e']);
