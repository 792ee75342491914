// `npm run matrix`: packs the packages, imports every entry and builds every composition on every platform,
// compiles them with every supported compiler, and checks docs/platforms.md; `-- --write` writes that page.
// `-- --install` only installs the platforms.
import { installPlatforms } from './platforms/install-platforms.ts';
import { packPackages } from './platforms/pack-packages.ts';
import { platforms } from './platforms/platforms.ts';
import { runAll } from './platforms/run-all.ts';
import { checkPage } from './platforms/platforms-page.ts';

installPlatforms();
if (process.argv.includes('--install')) process.exit();
packPackages();
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const chosen = platforms.filter(
  ({ name }) => only.length === 0 || only.some((one) => name.includes(one)),
);
const runs = await runAll(chosen);

for (const { name, results, ms } of runs) {
  const bad = results.filter(({ verdict }) => verdict === 'breaks');
  const refused = results.filter(({ verdict }) => verdict === 'refuses');
  console.log(
    `${name}: ${results.length} tried, ${refused.length} refused by name, ${bad.length} broken (${ms} ms)`,
  );
  for (const { row, says } of bad) console.log(`  ${row}: ${says}`);
  if (process.argv.includes('--refusals'))
    for (const { row, says } of refused) console.log(`  (${row}: ${says})`);
}
const broken = runs.flatMap(({ results }) => results).filter(({ verdict }) => verdict === 'breaks');
const isCurrent = only.length > 0 || (await checkPage(runs, process.argv.includes('--write')));
process.exitCode = broken.length > 0 || !isCurrent ? 1 : 0;
