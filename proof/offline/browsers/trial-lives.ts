import { setTimeout as wait } from 'node:timers/promises';
import { checkHistory, type Violation } from '../history/check-history.ts';
import { historyOf } from './history-of.ts';
import { type LedgerLine, linesOf } from './ledger.ts';
import type { Mail, Mailbox } from './mailbox.ts';
import type { Message, Turn } from './messages.ts';
import type { Note, Stop, TrialPlan } from './plan-trial.ts';
import type { NoteSighting, Sighting } from './sighting.ts';
import type { World } from './world.ts';

export interface TrialResult {
  readonly plan: TrialPlan;
  /** Where the victim was when the fault came; undefined when it never came to its stage in time. */
  readonly stage: string | undefined;
  readonly history: readonly Sighting[];
  readonly violations: readonly Violation[];
  /** How long the last life took to empty the queue. */
  readonly drainedMs: number;
  /** A step that the page could not do. Such a trial proves nothing. */
  readonly broken: readonly string[];
}

export type Ending = Pick<TrialResult, 'history' | 'violations' | 'drainedMs' | 'broken'>;

/** The lives of the page of one trial, one after another in one profile, and the sightings of them. */
export interface TrialLives {
  readonly history: Sighting[];
  /** The address of the page. */
  readonly url: string;
  /** Shows the page once more. `ready` resolves when it has opened the contestant and goes on. */
  begin(
    turn?: Partial<Turn>,
    stop?: Stop,
    before?: () => Promise<void> | void,
  ): { readonly mail: Mailbox<Message>; readonly ready: Promise<void> };
  /** Writes the notes without a server. Resolves when all are acknowledged, with the line up again. */
  writeOffline(turn?: Partial<Turn>): Promise<void>;
  /** Gives one more page of this life its turn. */
  give(mail: Mailbox<Message>, turn?: Partial<Turn>): Promise<void>;
  /** Forgets the entries that were left on the device, before the test observes another end. */
  forget(): void;
  /** From now on no context of this life stops any more. */
  hush(): void;
  /** SIGKILL to the browser. */
  die(stage: string): Promise<void>;
  /** Waits for the remaining entries in this life, or in a new one, and judges the whole history. */
  end(turn?: Partial<Turn>, life?: Mailbox<Message>): Promise<Ending>;
}

/** The events that a page reports while it writes. The rest is read at the end. */
const CALLS: ReadonlySet<string> = new Set(['called', 'acknowledged', 'refused', 'killed']);
const DRAIN_WITHIN_MS = 12_000;
export const LIFE_WITHIN_MS = 60_000;

export function createTrialLives(plan: TrialPlan, world: World): TrialLives {
  const { trial, notes, owner, contestant } = plan;
  const { line, control } = world;
  const history: Sighting[] = [];
  const broken: string[] = [];
  const url = `${line.url}/t/${trial}/?trial=${trial}&control=${encodeURIComponent(control.url)}`;
  const whole: Turn = {
    ...{ trial, contestant, owner, notes: [], sender: 'page', drainWithinMs: DRAIN_WITHIN_MS },
  };
  const noteOf = (type: NoteSighting['type'], id: string | undefined): readonly NoteSighting[] =>
    notes.filter((note) => note.id === id).map((note: Note) => ({ type, ...note, owner }));
  const hears = (message: Message): void => {
    const { type } = message;
    if (type === 'broken') broken.push(message.why);
    if (type === 'called' || type === 'acknowledged' || type === 'refused')
      history.push(...noteOf(type, message.id));
  };

  const lives: TrialLives = {
    ...{ history, url },
    begin(turn = {}, stop, before) {
      const mail = control.open(trial, { hears, stop });
      world.show(url);
      return { mail, ready: serve(mail, { ...whole, ...turn }, before) };
    },
    async writeOffline(turn = {}) {
      const { mail, ready } = lives.begin({ ...turn, notes }, undefined, line.refuse);
      await within('the page to open', ready);
      world.wait(await within('the page to write', mail.take('written')));
      await line.restore();
    },
    give: async (mail, turn = {}) => (await mail.take('turn')).reply({ ...whole, ...turn }),
    forget() {
      history.splice(0, Infinity, ...history.filter(({ type }) => CALLS.has(type)));
    },
    hush: () => control.hush(trial),
    async die(stage) {
      await world.killBrowser();
      history.push({ type: 'killed', victim: 'browser', stage });
    },
    async end(turn = {}, life) {
      const last = life ?? (await opened(lives.begin(turn)));
      const left = await within('the queue to empty', last.take('left'));
      world.wait(left);
      const { entries, tookMs } = left.message as Message & { readonly type: 'left' };
      history.push(...(await settledLines(world, trial)));
      const applied = new Set(
        history.flatMap((event) => (event.type === 'applied' ? [event.id] : [])),
      );
      const isUnread = entries.some(({ state }) => state === 'unread');
      const unread = isUnread ? notes.filter(({ id }) => !applied.has(id)) : [];
      for (const { id } of unread) history.push(...noteOf('pending', id));
      for (const { id, state } of entries)
        history.push(...noteOf(state === 'dead' ? 'dead' : 'pending', id));
      const deadLanes = turn.unsendable ?? [];
      const violations = checkHistory(historyOf(history, { deadLanes }));
      return { history, broken, drainedMs: tookMs, violations };
    },
  };
  return lives;
}

async function opened({ mail, ready }: ReturnType<TrialLives['begin']>): Promise<Mailbox<Message>> {
  await within('the page to open again', ready);
  return mail;
}

/** Gives a page its turn, and lets it go on when it is ready. */
async function serve(
  mail: Mailbox<Message>,
  given: Turn,
  before: () => Promise<void> | void = () => {},
): Promise<void> {
  (await mail.take('turn')).reply(given);
  const ready: Mail<Message> = await mail.take('ready');
  await before();
  ready.reply();
}

/** The ledger, when every request that the server received has come to its end. */
async function settledLines({ ledgers }: World, trial: string): Promise<readonly LedgerLine[]> {
  for (let looks = 0; ; looks += 1) {
    const lines = linesOf(ledgers, trial);
    const received = lines.filter(({ type }) => type === 'received').length;
    // A server that was killed never ends some of them.
    if (lines.length === 2 * received || looks === 50) return lines;
    await wait(20);
  }
}

export async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  const late = new AbortController();
  try {
    return await Promise.race([
      promise,
      wait(LIFE_WITHIN_MS, undefined, { signal: late.signal }).then(() => {
        throw new Error(`Waited ${LIFE_WITHIN_MS} ms for ${what}.`);
      }),
    ]);
  } finally {
    late.abort();
  }
}
