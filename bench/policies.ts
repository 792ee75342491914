// What policies cost around work that is already done, against no policies and against a peer.
import path from 'node:path';
import { contest } from './harness/contest.ts';
import type { Rounds } from './harness/contest.ts';
import { report } from './harness/report.ts';
import type { Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { contestants } from './policies-contestants.ts';

const LIMIT = 10;
const GATED = 'all four';

const short = process.argv.includes('--short');
const names = short ? ['bare', `ours: ${GATED}`] : Object.keys(contestants);
const worker = path.join(import.meta.dirname, 'policies-worker.ts');
const rounds = await contest(worker, names, short ? 201 : 151);

const of = (name: string): readonly number[] => rounds.get(name) ?? [];
report('policies', toRows(rounds));

const { low, high } = ratioInterval(of(`ours: ${GATED}`), of('bare'));
console.log(`${GATED} against bare: ${low.toFixed(1)}–${high.toFixed(1)}× (95 %), limit ${LIMIT}×`);
// Only the lower bound may fail a build: a busy machine widens the interval, it proves nothing.
if (short && low > LIMIT) process.exitCode = 1;

function toRows(measured: Rounds): Row[] {
  const bare = median(of('bare'));
  const ns = (name: string): number => median(of(name));
  return [...measured.keys()]
    .filter((name) => name.startsWith('ours: '))
    .map((name) => {
      const what = name.slice('ours: '.length);
      const ours = ns(name);
      const peers = Object.fromEntries(
        [...measured.keys()]
          .filter((peer) => peer.startsWith(`cockatiel: ${what}`))
          .map((peer) => [peer.replace(`: ${what}`, ''), ns(peer)]),
      );
      const ratios = {
        'ours/bare': ours / bare,
        ...Object.fromEntries(
          Object.entries(peers).map(([peer, value]) => [`${peer}/ours`, value / ours]),
        ),
      };
      return { name: what, unit: 'ns per call', ours, bare, peers, ratios };
    });
}
