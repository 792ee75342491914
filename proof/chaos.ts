// Plays generated scenarios on simulated devices with the real outbox, and checks its promises; every tenth also on
// operations and drafts. `npm run chaos` plays some, `-- --schedules=1000000` that many, `-- --first=5000` from another
// seed on. `-- --light` plays on a light page, which is some thirty times faster. `-- --seed 7` plays one seed again and
// `-- --scenario FILE` one scenario. `-- --only=planted` shows that the scenarios find bugs that were put in on purpose.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createDraftStore } from '@holdfast/offline';
import { drawScenario, readScenario, type Scenario } from '@holdfast/testing';
import { countViolations, rowsOf } from './offline/model/report.ts';
import { realCode } from './offline/model/real-code.ts';
import { explore } from './chaos/explore.ts';
import { failingIn, tellFailing } from './chaos/failing.ts';
import { playLight } from './chaos/play-light.ts';
import { playOnDrafts } from './chaos/play-on-drafts.ts';
import { playOnOutbox } from './chaos/play-on-outbox.ts';
import { playOnOperations } from './chaos/play-on-operations.ts';
import { provePlanted } from './chaos/prove-planted.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    scenario: { type: 'string' },
    schedules: { type: 'string', default: '2000' },
    first: { type: 'string', default: '1' },
    only: { type: 'string' },
    light: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});

if (values.scenario !== undefined) {
  await playOne(readScenario(JSON.parse(readFileSync(values.scenario, 'utf8'))));
} else if (values.seed !== undefined) {
  await playOne(drawScenario(Number(values.seed)));
} else {
  if (values.only !== 'planted') await playMany();
  if (!values.light && values.only !== 'random' && !(await provePlanted())) process.exitCode = 1;
}
process.exit();

async function playOne(scenario: Scenario): Promise<void> {
  Error.stackTraceLimit = 0;
  const code = realCode();
  const failing =
    (await failingIn((one) => playOnOutbox(code, one), scenario)) ??
    (await failingIn(playLight, scenario));
  const untrue = [
    ...(await playOnOperations(scenario)),
    ...(await playOnDrafts(createDraftStore, scenario)),
  ];
  console.log(JSON.stringify(scenario, undefined, 2));
  if (failing) console.error(tellFailing(failing));
  for (const one of untrue) console.error(one);
  if (failing || untrue.length > 0) process.exitCode = 1;
  else console.log('All promises are kept.');
}

async function playMany(): Promise<void> {
  const [first, schedules, jobs] = [values.first, values.schedules, values.jobs].map(Number);
  const { report, failing, untrue, perSecond } = await explore(
    { first: first ?? 1, schedules: schedules ?? 1, jobs: jobs ?? 1, isLight: values.light },
    (played, rate) => console.log(`${played} schedules, ${Math.round(rate)} a second`),
  );
  console.table(rowsOf(report).filter(({ trials }) => trials !== 0));
  for (const one of failing.slice(0, 10)) console.error(tellFailing(one));
  for (const one of untrue.slice(0, 10)) console.error(one);
  const broken = countViolations(report) + untrue.length;
  console.log(
    `${report.schedules} schedules, ${Math.round(perSecond)} a second, ${broken} violations.`,
  );
  if (broken > 0) process.exitCode = 1;
}
