import type { Left, Turn } from '../messages.ts';
import type { Note } from '../plan-trial.ts';

/** A queue of writes, as its documentation sets it up. */
export interface Contestant {
  /** Resolves when the contestant says that it keeps the note. Rejects when it says that it does not. */
  add(note: Note): Promise<void>;
  left(): Promise<readonly Left[]>;
  /** How long the queue must have no entries before it counts as empty. @default 0 */
  readonly quietMs?: number;
}

/** The address that keeps a note. The id in it lets the proof follow the note through any contestant. */
export function addressOf({ id, lane }: Note, { trial, otherServer }: Turn): string {
  const origin = otherServer?.lanes.includes(lane) ? otherServer.url : location.origin;
  return `${origin}/api/${trial}/notes?note=${id}`;
}

export function bodyOf(note: Note, { owner, padding, atOnce }: Turn): string {
  const isPadded = !atOnce || note.seq === 0;
  return JSON.stringify({ ...note, owner, padding: isPadded ? padding : undefined });
}

/** Registers a worker for the pages of this trial alone, and waits until it is active. */
export async function registerWorker(script: string): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(`${script}${location.search}`, {
    scope: location.pathname,
  });
  return navigator.serviceWorker.ready;
}
