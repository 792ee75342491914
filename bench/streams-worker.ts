// One contestant of bench/streams.ts, named by the first argument.
import { serveRounds } from './harness/serve-rounds.ts';
import { contestants } from './streams-contestants.ts';

const call = contestants[process.argv[2] ?? ''];
if (call === undefined) throw new Error(`No contestant ${process.argv[2]}`);
serveRounds(call, 1);
