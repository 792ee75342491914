// Attacks a real Fireside on loopback; each attack has a server of its own. Prints how many tries the
// server accepted before it set a limit, how much memory it held, and how long its health gave no answer.
// `-- --only=pipelined` runs the attacks with that word in their names, `-- --short` two at once. It needs
// Linux, for its loopback addresses and its account of memory.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { onBrowsers } from './attacks/browsers.ts';
import { onConnections } from './attacks/connections.ts';
import { onCredentials } from './attacks/credentials.ts';
import { onGrowth } from './attacks/growth.ts';
import { onRequests } from './attacks/requests.ts';
import { type Account, withstand } from './attacks/withstand.ts';

if (!existsSync(path.join(import.meta.dirname, '../demo/dist/index.html'))) {
  throw new Error('Fireside has no pages to attack: run `npm run build` first.');
}

const { values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, short: { type: 'boolean', default: false } },
});

// The longest attacks come first, so that none of them runs alone at the end of the short form.
const attacks = [
  ...onCredentials.toReversed(),
  ...onGrowth,
  ...onConnections,
  ...onRequests,
  ...onBrowsers,
].filter(({ name }) => name.includes(values.only));
const accounts: Account[] = [];

/** Runs one attack after the other, until none is left. */
async function withstandAll(): Promise<void> {
  for (let attack = attacks.shift(); attack; attack = attacks.shift()) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that none hides another
    const account = await withstand(attack);
    accounts.push(account);
    for (const violation of account.violations) console.error(`${attack.name}: ${violation}`);
  }
}
// Two at once on servers of their own: most attacks wait for a limit most of their time.
await Promise.all(values.short ? [withstandAll(), withstandAll()] : [withstandAll()]);

console.table(
  accounts.map(
    ({ attack, tries, beforeLimit, memory, slowestHealthMs, tookMs, result, violations }) => ({
      attack,
      tries,
      'before a limit': beforeLimit ?? '–',
      'memory, MB': memory,
      'slowest health, ms': Math.round(slowestHealthMs),
      'took, s': Number((tookMs / 1000).toFixed(1)),
      result: violations.length > 0 ? `FELL: ${violations[0]}` : result,
    }),
  ),
);
if (accounts.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
