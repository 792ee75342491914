import { setTimeout as wait } from 'node:timers/promises';
import type { HistoryEvent, NoteEvent } from './history.ts';
import { judgeHistory, type Violation } from './judge-history.ts';
import { type LedgerLine, linesOf } from './ledger.ts';
import type { Mailbox } from './mailbox.ts';
import type { Message, Turn } from './messages.ts';
import type { Stage, Stop, TrialPlan } from './plan-trial.ts';
import type { World } from './world.ts';

export interface TrialResult {
  readonly plan: TrialPlan;
  /** Where the browser died; undefined when the victim never came to its stage in time. */
  readonly stage: Stage | undefined;
  readonly history: readonly HistoryEvent[];
  readonly violations: readonly Violation[];
  /** How long the last life took to empty the queue. */
  readonly drainedMs: number;
  /** What the page could not do. Such a trial proves nothing. */
  readonly broken: readonly string[];
}

const CLIENT_GONE_MS = 100;
const STAGE_WITHIN_MS = 10_000;
const DRAIN_WITHIN_MS = 12_000;
const LIFE_WITHIN_MS = 40_000;

/** Writes, kills the browser at the stage of the plan, starts it again on the same profile, and judges the history. */
export async function runTrial(plan: TrialPlan, world: World): Promise<TrialResult> {
  const { trial, notes, owner, contestant } = plan;
  const { line, control } = world;
  const history: HistoryEvent[] = [];
  const broken: string[] = [];
  const noteOf = (type: NoteEvent['type'], id: string): NoteEvent[] =>
    notes.filter((note) => note.id === id).map((note) => ({ type, ...note, owner }));

  const hears = (message: Message): void => {
    if (message.type === 'broken') broken.push(message.why);
    if (message.type !== 'called' && message.type !== 'acknowledged' && message.type !== 'refused')
      return;
    history.push(...noteOf(message.type, message.id));
  };
  const url = `${line.url}/t/${trial}/?trial=${trial}&control=${encodeURIComponent(control.url)}`;
  const turn: Turn = {
    ...{ trial, contestant, owner, notes: [], sender: 'page', drainWithinMs: DRAIN_WITHIN_MS },
  };
  const die = async (stage: string): Promise<void> => {
    await world.killBrowser();
    history.push({ type: 'killed', victim: 'browser', stage });
  };

  const writes = plan.during === 'write';
  const writing = control.open(trial, { hears, stop: writes ? plan.stop : undefined });
  let reached = writes ? stopAt(plan.stop, writing, world) : undefined;
  world.show(url);
  const opened = serve(writing, { ...turn, notes }, async () => {
    if (plan.writtenOffline) await line.refuse();
  });
  await within(LIFE_WITHIN_MS, 'the page to open', opened);

  if (!writes) {
    const written = await within(LIFE_WITHIN_MS, 'the page to write', writing.take('written'));
    await line.restore();
    const sending = control.open(trial, { hears, stop: plan.stop });
    reached = stopAt(plan.stop, sending, world);
    // Only a fresh worker of workbox sends.
    if (contestant === 'workbox') await die('rest');
    else world.wait(written);
    world.show(url);
    void serve(sending, { ...turn, sender: plan.sender });
  }
  const limitMs = writes ? STAGE_WITHIN_MS : LIFE_WITHIN_MS;
  const late = wait(limitMs, false, { ref: false });
  const stage = (await Promise.race([reached, late])) ? plan.stop.stage : undefined;
  await die(stage ?? 'elsewhere');
  // Long enough for the line to see that its client is gone: then the server never gets the request. Otherwise it
  // gets the request after the death of its sender.
  if (plan.stop.holds) await wait(CLIENT_GONE_MS);
  line.release();
  await line.restore();

  const ending = control.open(trial, { hears, stop: undefined });
  world.show(url);
  await within(LIFE_WITHIN_MS, 'the page to open again', serve(ending, turn));
  const left = await within(LIFE_WITHIN_MS, 'the queue to empty', ending.take('left'));
  world.wait(left);
  const { entries, tookMs } = left.message as Message & { readonly type: 'left' };
  history.push(...(await settledLines(world, trial)));
  for (const { id, state } of entries)
    history.push(...noteOf(state === 'dead' ? 'dead' : 'pending', id));
  return {
    ...{ plan, stage, history, broken, drainedMs: tookMs },
    violations: judgeHistory(history),
  };
}

/** Gives a page its turn, and lets it go on when it is ready. */
async function serve(
  mail: Mailbox<Message>,
  given: Turn,
  before: () => Promise<void> | void = () => {},
): Promise<void> {
  (await mail.take('turn')).reply(given);
  const ready = await mail.take('ready');
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

/** Resolves when the victim is at its stage and the browser is to die. */
async function stopAt(
  { stage, victim, holds, delayMs }: Stop,
  mail: Mailbox<Message>,
  { line, browser }: World,
): Promise<true> {
  const match = { method: 'POST', path: new RegExp(`note=${victim}$`) };
  await new Promise<void>((resolve) => {
    if (stage === 'answer') {
      // The answer is lost only if the browser dies before it could come.
      line.dropAnswers({ match, times: 1, onDropped: () => browser.kill().then(resolve) });
    } else if (stage === 'send') {
      line.holdRequests(match);
      void line.sent(match).then(() => resolve());
    } else {
      void mail
        .take('stopped')
        .then(() => wait(holds ? 0 : delayMs))
        .then(() => resolve());
    }
  });
  return true;
}

async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const late = new AbortController();
  try {
    return await Promise.race([
      promise,
      wait(ms, undefined, { signal: late.signal }).then(() => {
        throw new Error(`Waited ${ms} ms for ${what}.`);
      }),
    ]);
  } finally {
    late.abort();
  }
}
