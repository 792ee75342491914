// Measures the cost of a request with policies and contract, against bare `fetch` and against other
// clients: over a `fetch` in memory, which shows the client alone, and over loopback to a server in its own
// process.
import path from 'node:path';
import { startProcess } from '@holdfast/testing/node';
import { contest } from './harness/contest.ts';
import { report } from './harness/report.ts';
import type { Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { libraries } from './http-contestants.ts';

const short = process.argv.includes('--short');
const names = short ? ['bare', 'ours', 'ky'] : Object.keys(libraries);
const tasks = ['GET, in memory', 'POST, in memory', 'GET, loopback', 'POST, loopback'];
const GATE = { against: 'ky', limit: 1 };

const server = await startProcess({
  command: process.execPath,
  args: ['--conditions=@holdfast/source', path.join(import.meta.dirname, 'http-server.ts')],
  readyLine: /^Ready/,
});
process.env['BENCH_SERVER'] = server.url;
const worker = path.join(import.meta.dirname, 'http-worker.ts');
const rows: Row[] = [];
const verdicts: string[] = [];

for (const task of tasks) {
  const contestants = names.map((name) => `${name}: ${task}`);
  const measure = () => contest(worker, contestants, short ? 41 : 101);
  let rounds = await measure();
  const of = (name: string): readonly number[] => rounds.get(`${name}: ${task}`) ?? [];
  const isMissed = (): boolean => ratioInterval(of('ours'), of(GATE.against)).low > GATE.limit;
  // The rounds of one process share its luck with the compiler, which the interval does not know. A miss counts
  // only when new processes miss the goal as well.
  if (isMissed()) rounds = await measure();
  const ns = Object.fromEntries(names.map((name) => [name, median(of(name))]));
  const { ours = Number.NaN, bare = Number.NaN, ...peers } = ns;
  const ratios = Object.entries(peers).map(([peer, value]) => [`${peer}/ours`, value / ours]);
  rows.push({
    name: task,
    unit: 'ns per call',
    ours,
    bare,
    peers,
    ratios: { 'ours/bare': ours / bare, ...Object.fromEntries(ratios) },
  });
  const { low, high } = ratioInterval(of('ours'), of(GATE.against));
  // Only the lower bound may fail a build, because a busy machine widens the interval.
  const missed = isMissed();
  if (missed) process.exitCode = 1;
  const range = `${low.toFixed(2)}–${high.toFixed(2)}×`;
  verdicts.push(
    `${missed ? 'MISSED ' : ''}ours / ${GATE.against}, ${task}: ${range} (95 %), goal ≤ ${GATE.limit}×`,
  );
}
await server.kill();
report('http', rows);
for (const verdict of verdicts) console.log(verdict);
