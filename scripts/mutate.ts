// Changes the code in small ways and checks whether a test notices. It prints the changes that no test noticed, and
// fails below 90 %, overall or in any file. `npm run mutate` takes a seeded sample of each file; `-- --all` takes
// every mutant, and `-- <files>` only those.
import { fork } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { mutantsOf, sample } from './mutants.ts';
import type { Job, Verdict } from './mutation-worker.ts';

const TARGETS = [
  'packages/*/src/**/*-state.ts',
  'packages/core/src/policies/retry/{backoff,jitter}.ts',
  // These read the headers and problems of a server.
  'packages/core/src/exchange/wait/*.ts',
  'packages/http/src/foreign/wait/{foreign-wait,http-date,rate-limit-hint,structured-fields,whole-number}.ts',
  'packages/core/src/exchange/problem/{problem,problem-reader,read-refusal}.ts',
  // These keep private text out of failures, events and records.
  'packages/core/src/failures/{allow-details,words}.ts',
  'packages/core/src/schema/without-echo.ts',
  'packages/server/src/audit/redact-event.ts',
  'packages/server/src/telemetry/allowed-event.ts',
  // These decide about entries of the outbox, rows of its stores, and files of the shell.
  'packages/offline/src/**/parse-*.ts',
  'packages/offline/src/outbox/{entry-step,heads-of-list,judge-refusal,lane-rest,may-follow,stale-views}.ts',
  'packages/offline/src/chains/{real-id,take-in,temporary-ids}.ts',
  'packages/offline/src/{database/bytes-of,drafts/draft-revision,status/status-of}.ts',
  'packages/offline/src/shell/{cache-limits,caretaker-of,may-keep}.ts',
];
const LEAST_SCORE = 0.9;
const SLOWEST_RUN_MS = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    sample: { type: 'string', default: '40' },
    seed: { type: 'string', default: '20261122' },
  },
});
const perFile = values.all ? Infinity : Number(values.sample);
const files = (positionals.length > 0 ? positionals : TARGETS)
  .flatMap((pattern) => globSync(pattern))
  .filter((file) => !/\.(test|test-d|contract)\./.test(file))
  .toSorted();

const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
// First the tests run without a mutant: a test that fails then would kill every mutant.
const untouched = [...sources].map(([file, source]): Job => ({
  file,
  source,
  mutant: { start: 0, end: 0, text: '' },
}));
const jobs = [...sources].flatMap(([file, source]) =>
  sample(mutantsOf(source), perFile, Number(values.seed)).map((mutant): Job => ({
    file,
    source,
    mutant,
  })),
);

interface Outcome extends Job {
  readonly verdict: Verdict;
}
const outcomes: Outcome[] = [];
const waiting = [...untouched, ...jobs];
const started = Date.now();

function note(outcome: Outcome): void {
  if (!untouched.some(({ mutant }) => mutant === outcome.mutant)) outcomes.push(outcome);
  else if (outcome.verdict !== 'survived') {
    console.error(`${outcome.file}: its tests fail as it is.`);
    process.exit(1);
  }
}

/** The place of a mutant, and the change. */
const place = ({ file, source, mutant: { start, end, text } }: Job): string => {
  const line = source.slice(0, start).split('\n').length;
  const was = source.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 60);
  return `${file}:${line}  ${was}  →  ${text}`;
};

/** Gives jobs to one worker until the worker ends. */
function employ(): Promise<void> {
  return new Promise((resolve) => {
    const worker = fork(new URL('mutation-worker.ts', import.meta.url), {
      env: { ...process.env, VITEST: 'true', NODE_ENV: 'test' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let job: Job | undefined;
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', (message: Verdict | 'ready') => {
      clearTimeout(timer);
      if (job && message !== 'ready') note({ ...job, verdict: message });
      job = waiting.shift();
      // The first run also starts Vitest, and nothing is wrong with the file yet.
      const isFirst = untouched.some(({ mutant }) => mutant === job?.mutant);
      const mostMs = isFirst ? 10 * SLOWEST_RUN_MS : SLOWEST_RUN_MS;
      if (job) timer = setTimeout(() => worker.kill('SIGKILL'), mostMs);
      worker.send(job ?? 'end');
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      // A mutant that never ends, or that ends its process, counts as noticed. On a machine that is too busy, other
      // mutants also end late, so the output names these.
      if (job) console.log(`${place(job)}  (never ended)`);
      if (job) note({ ...job, verdict: 'killed' });
      resolve();
    });
  });
}

async function work(): Promise<void> {
  while (waiting.length > 0) await employ();
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));

for (const outcome of outcomes) {
  if (outcome.verdict === 'survived') console.log(place(outcome));
}
const scoreOf = (some: readonly Outcome[]): number =>
  some.length === 0 ? 1 : some.filter(({ verdict }) => verdict !== 'survived').length / some.length;
const percent = (score: number): string => `${(100 * score).toFixed(1)} %`;

const scores = files.map((file) => {
  const own = outcomes.filter((outcome) => outcome.file === file);
  return { file, mutants: own.length, score: scoreOf(own) };
});
console.table(scores.map((row) => ({ ...row, score: percent(row.score) })));
const seconds = Math.round((Date.now() - started) / 1000);
const all = scoreOf(outcomes);
console.log(`${percent(all)} of ${outcomes.length} mutants killed (${seconds} s)`);
const isHeld =
  outcomes.length > 0 &&
  [all, ...scores.map(({ score }) => score)].every((score) => score >= LEAST_SCORE);
process.exitCode = isHeld ? 0 : 1;
