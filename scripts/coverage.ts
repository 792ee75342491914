// How much of a package its own tests run, and nobody else's. `npm run coverage` takes the packages whose
// lines and branches are held at 95 %; `-- core` only that one.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const HELD = ['core', 'http', 'server'];
const LEAST_PERCENT = 95;

const asked = process.argv.slice(2);
const results = (asked.length > 0 ? asked : HELD).map((name) => {
  console.log(`\n@holdfast/${name}, by its own tests:`);
  const { status } = spawnSync(
    'vitest',
    [
      'run',
      `packages/${name}/`,
      '--reporter=minimal',
      // Code that is counted is slower.
      '--testTimeout=60000',
      '--coverage.enabled',
      `--coverage.include=packages/${name}/src/**`,
      '--coverage.reporter=text',
      '--coverage.skipFull',
      '--coverage.reportOnFailure',
      `--coverage.thresholds.lines=${LEAST_PERCENT}`,
      `--coverage.thresholds.branches=${LEAST_PERCENT}`,
    ],
    { stdio: 'inherit' },
  );
  return { package: name, 'is held': status === 0 };
});

console.table(results);
process.exitCode = results.every((result) => result['is held']) ? 0 : 1;
