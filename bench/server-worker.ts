// One contestant of bench/server.ts, named by the first argument.
import { serveRounds } from './harness/serve-rounds.ts';
import { contestants } from './server-contestants.ts';

const enter = contestants[process.argv[2] ?? ''];
if (enter === undefined) throw new Error(`No contestant ${process.argv[2]}`);
serveRounds(await enter());
