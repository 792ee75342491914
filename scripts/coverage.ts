// Measures how much of a package its own tests run; tests of other packages do not count. `npm run
// coverage` takes the packages that must cover 95 % of their lines and branches; `-- core` takes only that
// one, and `-- server/src/relay` only that folder, by the tests in it.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const HELD = ['core', 'http', 'server', 'offline'];
const LEAST_PERCENT = 95;

const asked = process.argv.slice(2);
const results = (asked.length > 0 ? asked : HELD).map((name) => {
  // A folder is measured by the tests in it, and a package by all of its tests.
  const sources = name.includes('/') ? name : `${name}/src`;
  console.log(`\n@holdfast/${name}, by its own tests:`);
  const { status } = spawnSync(
    'vitest',
    [
      'run',
      `packages/${name}/`,
      '--reporter=minimal',
      // Counting makes code slower.
      '--testTimeout=60000',
      '--coverage.enabled',
      `--coverage.include=packages/${sources}/**`,
      '--coverage.reporter=text',
      '--coverage.skipFull',
      '--coverage.reportOnFailure',
      `--coverage.thresholds.lines=${LEAST_PERCENT}`,
      `--coverage.thresholds.branches=${LEAST_PERCENT}`,
    ],
    // Code from the cache of the compiler is counted less exactly.
    { stdio: 'inherit', env: { ...process.env, NODE_COMPILE_CACHE: '' } },
  );
  return { part: name, 'is held': status === 0 };
});

console.table(results);
process.exitCode = results.every((result) => result['is held']) ? 0 : 1;
