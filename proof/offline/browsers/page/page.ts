import { openTanstack } from '../../peers/tanstack.ts';
import { openWorkbox } from '../../peers/workbox.ts';
import type { Left, Turn } from '../messages.ts';
import type { Note } from '../plan-trial.ts';
import type { Contestant } from './contestant.ts';
import { openHoldfast, wakeWorker } from './holdfast.ts';
import { askForStop, observeSends, observeStores } from './observe.ts';
import { putGarbage } from './put-garbage.ts';
import { tell } from './tell.ts';

const contestants = { holdfast: openHoldfast, workbox: openWorkbox, tanstack: openTanstack };
const LOOK_MS = 15;

async function takeTurn(): Promise<{ readonly next?: string }> {
  const turn = await tell<Turn>({ type: 'turn' });
  // Workbox sends and stores in its worker, which is observed there.
  if (turn.contestant !== 'workbox') {
    observeStores(await askForStop());
    observeSends(askForStop);
  }
  if (turn.sender === 'worker') {
    await tell({ type: 'ready' });
    await wakeWorker();
    return tell({ type: 'woken' });
  }
  if (turn.tab !== undefined) {
    const tab = window.open(turn.tab);
    const { keeps } = await tell<{ readonly keeps?: true }>({ type: 'tab' });
    if (!keeps) tab?.close();
    return tell({ type: 'closed' });
  }
  if (turn.garbage) await putGarbage(turn.trial, turn.garbage);
  const contestant = await contestants[turn.contestant](turn);
  await tell({ type: 'ready' });
  if (turn.notes.length > 0) {
    await write(contestant, turn);
    return tell({ type: 'written' });
  }
  return tell({ type: 'left', ...(await drain(contestant, turn)) });
}

async function write(contestant: Contestant, { notes, atOnce }: Turn): Promise<void> {
  const add = (note: Note): Promise<void> => {
    void tell({ type: 'called', id: note.id });
    return contestant.add(note).then(
      () => void tell({ type: 'acknowledged', id: note.id }),
      (error: unknown) => void tell({ type: 'refused', id: note.id, why: String(error) }),
    );
  };
  const lanes = Map.groupBy(notes, ({ lane }) => lane);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      if (atOnce) await Promise.all(lane.map(add));
      else for (const note of lane) await add(note);
    }),
  );
}

/**
 * Waits until nothing is left of the lanes that can be sent. A machine that has other work wakes the page late; that
 * time does not count.
 */
async function drain(
  contestant: Contestant,
  { drainWithinMs, unsendable = [] }: Turn,
): Promise<{ readonly entries: readonly Left[]; readonly tookMs: number }> {
  const begun = performance.now();
  const isDead = ({ id }: Left): boolean => unsendable.includes(id?.slice(0, 1) ?? '');
  const { quietMs = 0 } = contestant;
  let emptySince: number | undefined;
  let lateMs = 0;
  for (;;) {
    const entries = await contestant.left();
    const now = performance.now();
    emptySince = entries.every(isDead) ? (emptySince ?? now) : undefined;
    const isEmpty = emptySince !== undefined && now - emptySince >= quietMs;
    if (isEmpty || now - begun >= drainWithinMs) {
      return { entries, tookMs: Math.round(now - begun - lateMs) };
    }
    await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
    lateMs += Math.max(0, performance.now() - now - LOOK_MS);
  }
}

let isLeft = false;
globalThis.addEventListener('pagehide', () => (isLeft = true));

try {
  const { next } = await takeTurn();
  if (next !== undefined) location.href = next;
} catch (error) {
  if (!isLeft) void tell({ type: 'broken', why: String(error) });
}
