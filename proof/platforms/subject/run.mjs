// `<runtime> run.mjs '["@holdfast/core", …]'`: prints the results as one line of JSON.
import { attempt } from './attempt.mjs';
import { compose } from './compositions.mjs';
import { importAll } from './entries.mjs';
import { serverInMemory } from './server-in-memory.mjs';
import { serverOnSqlite } from './server-on-sqlite.mjs';

const stray = [];
process.on('unhandledRejection', (error) => stray.push(error));
process.on('uncaughtException', (error) => stray.push(error));

const results = [
  ...(await importAll(JSON.parse(process.argv[2]))),
  ...(await compose({ ...serverInMemory, ...serverOnSqlite })),
  await attempt('no error that nobody caught', async () => {
    if (stray.length > 0) throw stray[0];
  }),
];
console.log(`\nMATRIX ${JSON.stringify(results)}`);
process.exit(0);
