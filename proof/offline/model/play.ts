import { isFailure } from '@holdfast/core';
import type { Actor } from '../simulator/agenda.ts';
import { entryOf } from '../simulator/entry.ts';
import { turn } from '../simulator/turn.ts';
import type { Context, World } from '../simulator/world.ts';
import type { Program } from './programs.ts';

/** The users of a simulated device: they open pages, make their calls, and come back after a crash. */
export interface Play {
  readonly world: World;
  /** The contexts that sit in the two seats now. */
  seats(): readonly (Context | undefined)[];
  /** A power cut loses at most this many unflushed commits. */
  crash(how: Crash, context: Context | undefined, mostLost?: number): void;
  /** The contexts that stand still for a while by a crash of the kind `freeze`. */
  frozen(): ReadonlySet<Actor>;
  /** The calls that were not made yet. */
  callsLeft(): number;
  /** Whether no call and no task is left. */
  isDone(): boolean;
  /** A user looks after entries that wait for a decision. */
  help(): void;
  /** A user goes on with the lanes that were paused. */
  resume(): void;
  /** The user loads a page anew, and the browser starts a worker anew. */
  reload(context: Context): void;
}

/** `tab`: one context dies. `browser`: all do. `power`: and unflushed commits are lost. `freeze`: one stands still. */
export type Crash = 'tab' | 'browser' | 'power' | 'freeze';

const REOPEN_MS = 1_000;
const FREEZE_MS = 60_000;
const LANES = 'xyzuvw';

export function createPlay(world: World, program: Program): Play {
  const { agenda } = world;
  const kinds = program.contexts;
  const seats: (Context | undefined)[] = kinds.map((kind) => world.open(kind));
  let next = 0;
  const frozen = new Set<Actor>();

  const callers = (): readonly Context[] => world.contexts().filter(({ kind }) => kind === 'page');
  /** Posts the next call; it is made as soon as its page has time for it. */
  const call = (delayMs: number): void => {
    const step = program.entries[next];
    if (!step) return;
    const seat = seats[step.seat];
    const caller = seat?.outbox ? seat : callers()[0];
    if (!caller) return;
    const id = `e${next + 1}`;
    agenda.post(
      caller.actor,
      'call',
      id,
      () => {
        next += 1;
        const owner = caller.identity.getSnapshot()?.subject;
        // A page without a user has nothing to add.
        if (owner !== undefined) {
          const lane = LANES[step.lane] ?? 'x';
          const other = next - (step.waitsForBack ?? 0);
          // One user's entries do not wait for those of another.
          const isOwn = world.events.some(
            (event) => event.type === 'called' && event.id === `e${other}` && event.owner === owner,
          );
          const after = isOwn && other < next ? { after: [`e${other}`] } : {};
          world.add(caller, entryOf(id, lane, owner, undefined, { ...step.wishes, ...after }));
        }
        call(0);
      },
      delayMs + (step.pauseMs ?? 0),
    );
  };
  call(0);

  /** Whether the next call is to be made by this context. */
  const isCalling = (actor: Actor | undefined): boolean =>
    agenda
      .waiting()
      .some((task) => task.kind === 'call' && task.label !== 'decide' && task.actor === actor);

  const reopen = (): void => {
    for (const [seat, kind] of kinds.entries()) seats[seat] ??= world.open(kind);
  };

  /** The page that the user looks at: one that works, if there is one. */
  const looked = (): Context | undefined =>
    callers().find(({ outbox }) => outbox?.storage.getSnapshot() === 'ok') ?? callers()[0];

  const reload = (context: Context): void => {
    const seat = seats.indexOf(context);
    const kind = kinds[seat];
    if (!kind) return;
    const isCaller = isCalling(context.actor);
    world.kill(context);
    frozen.delete(context.actor);
    seats[seat] = world.open(kind);
    if (isCaller) call(0);
  };

  return {
    world,
    seats: () => seats,
    frozen: () => frozen,
    crash(how, context, mostLost) {
      if (how === 'freeze' && context) {
        agenda.hold(context.actor);
        frozen.add(context.actor);
        const thaw = (): void => {
          frozen.delete(context.actor);
          agenda.release(context.actor);
        };
        agenda.post('world', 'fault', 'thaw', thaw, FREEZE_MS);
        return;
      }
      const isCaller = isCalling(context?.actor);
      if (how === 'power') world.cutPower(mostLost);
      else
        for (const one of how === 'tab' && context ? [context] : world.contexts()) world.kill(one);
      const alive = new Set(world.contexts());
      for (const [seat, one] of seats.entries())
        if (one && !alive.has(one)) seats[seat] = undefined;
      if (callers().length > 0) {
        // Its user goes on in the other page.
        if (isCaller) call(0);
        return;
      }
      const comeBack = (): void => {
        // After a second crash there are two times to come back, and the first one counts.
        if (callers().length > 0) return;
        reopen();
        call(0);
      };
      agenda.post('world', 'fault', 'reopen', comeBack, REOPEN_MS);
    },
    callsLeft: () => program.entries.length - next,
    isDone: () =>
      next === program.entries.length &&
      frozen.size === 0 &&
      world.stored().length === 0 &&
      world.onTheirWay() === 0 &&
      callers().length > 0,
    help() {
      const page = looked();
      if (!page) return;
      agenda.post(page.actor, 'call', 'decide', () => world.decideAll(page));
      // Every page says that another one has brought a newer database.
      if (isFailure(page.outbox?.storage.getSnapshot(), 'STORAGE_NEWER')) reload(page);
    },
    resume() {
      const page = looked();
      if (page) agenda.post(page.actor, 'call', 'decide', () => world.resume(page));
    },
    reload,
  };
}

/** Runs one task and everything that follows from it. */
export async function runNext(world: World, task = world.agenda.ready()): Promise<void> {
  if (!task) return;
  world.agenda.take(task);
  await task.run();
  await turn();
}
