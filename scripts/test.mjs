import { buildDemo } from './demo-build.mjs';
import { begin, install, run } from './setup.mjs';

await install();
// This takes about half a minute, and most of it is the network.
const platformsInstalled = begin('npm', ['run', '--silent', 'matrix', '--', '--install']);
// `npm run check` needs it.
const suiteInstalled = begin('npm', [
  'run',
  '--silent',
  'proof',
  'durable-streams',
  '--',
  '--install',
]);
run('node', ['scripts/browser.ts']);
const kafkaInstalled = begin('node', ['--conditions=@holdfast/source', 'scripts/librdkafka.ts']);

run('npm', ['run', '--silent', 'types']);
await kafkaInstalled();
run('npm', ['run', '--silent', 'postgres', '--', 'npm', 'run', '--silent', 'unit']);
run('npm', ['run', '--silent', 'docs']);
await platformsInstalled();
await suiteInstalled();
run('npm', ['run', '--silent', 'matrix']);
await buildDemo();
// All other tests in Firefox have their own command.
run('npm', [
  'run',
  '--silent',
  'e2e',
  '--',
  '--project=chromium',
  '--project=chromium, waiting',
  '--project=firefox, quick',
]);
