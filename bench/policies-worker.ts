// One contestant of bench/policies.ts, named by the first argument.
import { contestants } from './policies-contestants.ts';
import { serveRounds } from './harness/serve-rounds.ts';

const enter = contestants[process.argv[2] ?? ''];
if (enter === undefined) throw new Error(`No contestant ${process.argv[2]}`);
serveRounds(await enter());
