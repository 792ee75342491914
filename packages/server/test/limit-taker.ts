// One of several servers on one database: takes as many places as it gets, and says how many.
import { openLimits } from './limits-database.ts';

const [, , address = '', attempts = '0'] = process.argv;
const { store, close } = await openLimits(address);
const limit = { name: 'user', limit: 60, windowMs: 3_600_000 };
process.stdout.write('ready\n');
// Both begin when both are there.
await new Promise((resolve) => process.stdin.once('data', resolve));

let allowed = 0;
for (let attempt = 0; attempt < Number(attempts); attempt += 4) {
  // Four at a time, as requests come: one after another they would not meet.
  // oxlint-disable-next-line no-await-in-loop
  const turns = await Promise.all(Array.from({ length: 4 }, () => store.take('mara', limit)));
  allowed += turns.filter((turn) => turn.allowed).length;
}
process.stdout.write(`${allowed}\n`);
await close();
process.exit();
