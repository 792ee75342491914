import { checkHistory, type Violation } from '../history/check-history.ts';
import { trialsOf, type Trials } from '../history/trials.ts';
import { WORLD, type Task } from '../simulator/agenda.ts';
import { WELL } from '../simulator/fate.ts';
import { turn } from '../simulator/turn.ts';
import { createWorld, type OfflineCode } from '../simulator/world.ts';
import { newerCode } from './newer-code.ts';
import { createPlay, runNext } from './play.ts';
import type { Incident, Scenario } from './scenario.ts';

const QUIET_MS = 2_000;
// The last news between tabs comes after the last entry has left. Without locks, a tab notices only by its silence that
// another one has died.
const NEWS_MS = 100;
const SILENCE_MS = 50_000;
/** Fates and incidents are long over by then, and the longest pause of an entry is five minutes. */
const LONGEST_MS = 1_800_000;

export interface ScenarioResult {
  readonly violations: readonly Violation[];
  readonly trials: Trials;
}

/** Plays one scenario until the outbox is empty, or half an hour has passed in which all was well. */
export async function runScenario(
  code: OfflineCode,
  { seed, program, hasLocks, latencyMs, fates, incidents }: Scenario,
  log?: (line: string) => void,
): Promise<ScenarioResult> {
  const world = createWorld({
    ...{ code, seed, hasLocks, latencyMs: () => latencyMs },
    fateOf: ({ number }) => fates[number] ?? WELL,
  });
  const { agenda } = world;
  const newer = incidents.some(({ kind }) => kind === 'deploy')
    ? await newerCode()
    : { schema: code, fields: code };
  const play = createPlay(world, program);
  const coming = incidents.toSorted((a, b) => a.step - b.step);
  const quiet = new Set<string>();
  let later = 0;
  let isPaused = false;
  let isNewSchema = false;
  await turn();

  const until = (ms: number, end: () => void): void => {
    later += 1;
    agenda.post(WORLD, 'fault', 'over', () => ((later -= 1), end()), ms);
  };
  const happen = (incident: Incident): void => {
    log?.(`${agenda.now()} ${JSON.stringify(incident)}`);
    const context = 'seat' in incident ? play.seats()[incident.seat] : undefined;
    switch (incident.kind) {
      case 'hold':
        if (!context) return;
        agenda.hold(context.actor);
        if (incident.ms === 0) quiet.add(context.actor);
        else until(incident.ms, () => agenda.release(context.actor));
        return;
      case 'crash':
        if (context || (incident.how !== 'freeze' && incident.how !== 'tab')) {
          play.crash(incident.how, context, incident.lost);
        }
        return;
      case 'cancel':
        if (context?.outbox) world.cancel(context, `e${incident.entry + 1}`);
        return;
      case 'edit':
        if (context?.outbox) world.edit(context, `e${incident.entry + 1}`);
        return;
      case 'sign in':
        world.signIn(incident.user);
        return until(incident.ms, () => world.signIn('ann'));
      case 'jump':
        return world.jumpWallClock(incident.ms);
      case 'full':
        world.device.isFull = true;
        return until(incident.ms, () => (world.device.isFull = false));
      case 'pause':
        if (!context?.outbox) return;
        world.pause(context, incident.lane ?? undefined);
        isPaused = false;
        return until(incident.ms, () => (isPaused = true));
      case 'deploy':
        // No version is followed by an older one.
        isNewSchema ||= incident.how === 'schema';
        world.deploy(isNewSchema ? newer.schema : newer.fields);
        if (context) play.reload(context);
    }
  };
  const isDone = (): boolean => later === 0 && coming.length === 0 && play.isDone();
  /** Now and then a user looks at the page. Entries of the other user wait until that user is back. */
  const help = (): void => {
    const owners = new Set(world.stored().map(({ owner }) => owner));
    const [waiting] = owners;
    if (later === 0 && waiting !== undefined && !owners.has(world.user() ?? '')) {
      world.signIn(waiting);
    }
    play.help();
    if (isPaused && later === 0) play.resume();
    agenda.post(WORLD, 'fault', 'time', help, QUIET_MS);
  };
  agenda.post(WORLD, 'fault', 'time', help, QUIET_MS);

  let doneAt: number | undefined;
  const newsMs = hasLocks ? NEWS_MS : SILENCE_MS;
  for (let step = 0; ; step += 1) {
    for (let next = coming[0]; next && next.step <= step; next = coming[0]) {
      coming.shift();
      happen(next);
    }
    const task: Task | undefined = agenda.ready();
    const isQuiet = !task || task.at > agenda.now();
    if (isQuiet && quiet.size > 0) {
      for (const actor of quiet) agenda.release(actor);
      quiet.clear();
      continue;
    }
    doneAt = isDone() ? (doneAt ?? agenda.now()) : undefined;
    const isOver = doneAt !== undefined && isQuiet && task && task.at > doneAt + newsMs;
    if (!task || agenda.now() > LONGEST_MS || isOver) break;
    log?.(`${step} ${Math.max(task.at, agenda.now())} ${task.actor} ${task.kind} ${task.label}`);
    await runNext(world, task);
  }
  const history = { ...world.history(true), stale: world.stale() };
  for (const event of history.events) log?.(JSON.stringify(event));
  world.close();
  return { violations: checkHistory(history), trials: trialsOf(history) };
}
