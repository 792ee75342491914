import type { EntryWishes } from '../simulator/entry.ts';

/** One call of `add`: in which lane, and by which of the two contexts. */
export interface ProgramEntry {
  readonly lane: number;
  readonly seat: number;
  /** How long the user waits before it. @default 0 */
  readonly pauseMs?: number;
  /** What the entry asks for besides its lane. @default nothing */
  readonly wishes?: Partial<EntryWishes>;
  /** It waits for the entry this many places before it. @default none */
  readonly waitsForBack?: number;
}

/** What the users do, and in which contexts. A worker only sends. */
export interface Program {
  readonly contexts: readonly ('page' | 'worker')[];
  readonly entries: readonly ProgramEntry[];
}

/**
 * All programs with up to so many entries in two lanes and two contexts, each once: a program in which the
 * lanes or the pages have exchanged their names is the same program.
 */
export function allPrograms(most: number): readonly Program[] {
  return Array.from({ length: most }, (_, index) => index + 1).flatMap((length) => [
    ...sequences(length, [0, 1]).map((entries): Program => ({
      contexts: ['page', 'page'],
      entries,
    })),
    ...sequences(length, [0]).map((entries): Program => ({
      contexts: ['page', 'worker'],
      entries,
    })),
  ]);
}

/** Those programs of which the model sees no other with the same lanes: in it every page makes every call. */
export function modelPrograms(most: number): readonly Program[] {
  return allPrograms(most).filter(({ entries }) => entries.every(({ seat }) => seat === 0));
}

const letter = ({ lane, seat }: ProgramEntry): string => {
  const name = lane === 0 ? 'x' : 'y';
  return seat === 0 ? name : name.toUpperCase();
};

/** `xX` is: the first page adds to the first lane, and then the second page does. */
export function nameOf({ contexts, entries }: Program): string {
  return `${entries.map(letter).join('')}${contexts.includes('worker') ? ' with a worker' : ''}`;
}

function sequences(length: number, seats: readonly number[]): readonly ProgramEntry[][] {
  if (length === 1) return [[{ lane: 0, seat: 0 }]];
  return sequences(length - 1, seats).flatMap((before) =>
    [0, 1].flatMap((lane) => seats.map((seat) => [...before, { lane, seat }])),
  );
}
