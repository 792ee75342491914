// One contestant of bench/http.ts, named by the first argument: library, method and place. The second is
// the address of the loopback server.
import { deepStrictEqual } from 'node:assert';
import { libraries, type Place, STORY } from './http-contestants.ts';
import { serveRounds } from './harness/serve-rounds.ts';

const [library = '', method, where = ''] = (process.argv[2] ?? '').split(/: |, /);
const answer = JSON.stringify(STORY);
const headers = { 'content-type': 'application/json' };
const places: Readonly<Record<string, Place>> = {
  'in memory': {
    url: 'http://bench.test',
    fetch: async () => new Response(answer, { headers }),
  },
  loopback: { url: process.env['BENCH_SERVER'] ?? '', fetch: globalThis.fetch },
};
const enter = libraries[library];
const place = places[where];
if (!enter || !place) throw new Error(`No contestant ${process.argv[2]}`);
const client = await enter(place);
const call = method === 'POST' ? client.post : client.get;
// Checks the answer, because a client that skips the work would look fast.
deepStrictEqual(await call(), STORY);
serveRounds(call, where === 'loopback' ? 40 : 200);
