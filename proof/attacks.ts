// Attacks on a real Fireside on loopback, each on a server of its own: what it took before it set a limit,
// how much memory it held, and how long its health was hidden. `-- --only=pipelined` runs those with that
// word in their names. It needs Linux, for its loopback addresses and its account of memory.
import { parseArgs } from 'node:util';
import { onBrowsers } from './attacks/browsers.ts';
import { onConnections } from './attacks/connections.ts';
import { onCredentials } from './attacks/credentials.ts';
import { onGrowth } from './attacks/growth.ts';
import { onRequests } from './attacks/requests.ts';
import { type Account, withstand } from './attacks/withstand.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, short: { type: 'boolean', default: false } },
});

const accounts: Account[] = [];
const attacks = [...onConnections, ...onRequests, ...onBrowsers, ...onCredentials, ...onGrowth];
for (const attack of attacks.filter(({ name }) => name.includes(values.only))) {
  const account = await withstand(attack);
  accounts.push(account);
  for (const violation of account.violations) console.error(`${attack.name}: ${violation}`);
}

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
