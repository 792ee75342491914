/** The part of the world that a task belongs to: a context of the browser, or `world` for all the rest. */
export type Actor = string;

export const WORLD: Actor = 'world';

/**
 * `transaction`: it begins, runs and commits. `told`: its context hears of the commit. `answer`: an answer or
 * its absence reaches a context. `lock`, `message`, `timer`: the same for these. `arrive`: a request reaches
 * the server. `call`: the user does something. `fault`: something outside goes wrong.
 */
export type TaskKind =
  'transaction' | 'told' | 'answer' | 'lock' | 'message' | 'timer' | 'arrive' | 'call' | 'fault';

export interface Task {
  readonly at: number;
  readonly number: number;
  readonly actor: Actor;
  readonly kind: TaskKind;
  /** The subject of the task, for directors and for reading a schedule. */
  readonly label: string;
  readonly run: () => void | Promise<void>;
  /** Called instead when its actor dies first, so that its promises do not wait for a timer of the machine. */
  readonly bury?: (() => void) | undefined;
}

/** All planned tasks of one simulated world, on its one clock. */
export interface Agenda {
  /** Monotonic milliseconds. */
  now(): number;
  /** Returns the undo. The tasks of a dead actor are never run. */
  post(
    actor: Actor,
    kind: TaskKind,
    label: string,
    run: Task['run'],
    delayMs?: number,
    bury?: Task['bury'],
  ): () => void;
  /** The tasks that may run next, the default first: the earliest, then the one posted first. */
  ready(): Task | undefined;
  /** All waiting tasks, in no order. */
  waiting(): readonly Task[];
  /** Takes a task out and lets time pass until its moment. */
  take(task: Task): void;
  hold(actor: Actor): void;
  release(actor: Actor): void;
  /** The actors whose tasks do not run for now. */
  held(): ReadonlySet<Actor>;
  /** Ends an actor: all its tasks are dropped, and it gets no more. */
  kill(actor: Actor): void;
  isDead(actor: Actor): boolean;
}

export function createAgenda(): Agenda {
  let now = 0;
  let number = 0;
  let tasks: Task[] = [];
  const held = new Set<Actor>();
  const dead = new Set<Actor>();

  const isBefore = (a: Task, b: Task): boolean => {
    // A held task is due since then, and keeps its place among the other tasks of its actor.
    const left = Math.max(a.at, now);
    const right = Math.max(b.at, now);
    if (left !== right) return left < right;
    return a.at === b.at ? a.number < b.number : a.at < b.at;
  };
  const ready = (): Task | undefined => {
    let first: Task | undefined;
    for (const task of tasks) {
      if ((first && !isBefore(task, first)) || held.has(task.actor)) continue;
      // A context gets its commit before its next transaction begins.
      if (task.kind === 'transaction' && isToTell(task.actor)) continue;
      first = task;
    }
    return first;
  };
  const isToTell = (actor: Actor): boolean =>
    tasks.some((task) => task.kind === 'told' && task.actor === actor);

  return {
    now: () => now,
    post(actor, kind, label, run, delayMs = 0, bury) {
      if (dead.has(actor)) {
        bury?.();
        return () => {};
      }
      const at = now + Math.max(0, delayMs);
      const task = { at, number: (number += 1), actor, kind, label, run, bury };
      tasks.push(task);
      return () => {
        const place = tasks.indexOf(task);
        if (place >= 0) tasks.splice(place, 1);
      };
    },
    ready,
    waiting: () => tasks,
    take(task) {
      const at = tasks.indexOf(task);
      if (at >= 0) tasks.splice(at, 1);
      now = Math.max(now, task.at);
    },
    hold: (actor) => void held.add(actor),
    release: (actor) => void held.delete(actor),
    held: () => held,
    kill(actor) {
      dead.add(actor);
      held.delete(actor);
      const last = tasks.filter((task) => task.actor === actor);
      tasks = tasks.filter((task) => task.actor !== actor);
      for (const { bury } of last) bury?.();
    },
    isDead: (actor) => dead.has(actor),
  };
}
