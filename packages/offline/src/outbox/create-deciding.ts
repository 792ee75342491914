import { Failure, type EntryView } from '@holdfast/core';
import { type Platform, requireOptions, uuidV7 } from '@holdfast/core/parts';
import { ENTRY_UNKNOWN, OWNER_MISSING } from '@holdfast/core/failures';
import type { Admission } from './admission.ts';
import type { Engine } from './create-engine.ts';
import type { EntryList } from './entry-list.ts';
import { UNCHANGED } from './entry-step.ts';
import { isPaused } from './look-at-heads.ts';
import { asksUser, nextEntry, type EntryEvent } from './outbox-state.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { hasLeft, type OutboxStore, type PausedLanes } from './outbox-store.ts';
import type { Decision, Outbox } from './outbox.ts';

interface DecidingOptions {
  readonly store: Pick<OutboxStore, 'find' | 'change' | 'pause'>;
  readonly platform: Platform;
  readonly limits: OutboxLimits;
  readonly admission: Pick<Admission, 'freshen'>;
  readonly drainer: Pick<Engine['drainer'], 'wake'>;
  readonly owner: () => string | undefined;
  /** What the screen shows. */
  readonly list: Pick<EntryList, 'getSnapshot'>;
  readonly publish: Engine['publish'];
  readonly reload: () => Promise<void>;
  /** Another tab may hold the lock, and has to look at the lanes again. */
  readonly lanesChanged: () => void;
}

export interface Deciding extends Pick<
  Outbox,
  'decide' | 'retry' | 'cancel' | 'pause' | 'resume' | 'paused'
> {
  readonly isMine: (found: { readonly owner: string }) => boolean;
}

function isShownRightly(view: EntryView, lanes: PausedLanes): boolean {
  const { state } = view;
  const isShownPaused = state.kind === 'blocked' && state.reason === 'paused';
  return !isShownPaused || isPaused(lanes, view);
}

/** What a user decides about their entries and lanes. Entries of other users do not exist here. */
export function createDeciding(options: DecidingOptions): Deciding {
  const { store, platform, limits, admission, drainer, owner, list, publish, reload } = options;
  const isMine = (found: { readonly owner: string }): boolean => found.owner === owner();
  const transition =
    (event: EntryEvent): Decision =>
    (entry) =>
      nextEntry(entry, event, limits);

  /**
   * Whether the user who decides saw that the entry waits for a decision. Another tab or a worker may have changed it
   * since, and a user who saw it in line did not accept that it may have taken effect.
   */
  const knowsRisk = (id: string): boolean =>
    list.getSnapshot().some((view) => view.id === id && asksUser(view.state));

  const decide: Outbox['decide'] = async (id, decision) => {
    requireOptions(
      'A decision about an entry',
      { id, decision },
      { id: 'a text that is not empty', decision: 'a function' },
    );
    const [found] = await store.find([id]);
    if (found === undefined || !isMine(found)) throw new Failure(ENTRY_UNKNOWN);
    // Another user may have signed in meanwhile.
    const ofMine: Decision = (entry) => (isMine(entry) ? decision(entry) : UNCHANGED);
    const change = await store.change(found.id, ofMine, platform.now());
    if (change) {
      // The tab may close in the next moment, and then the other tabs would not hear of the change.
      publish([change], 'now');
      if (!change.settled) admission.freshen(change.entry.lane);
    }
    // The entry may have been the head that its lane waited for.
    drainer.wake();
    return change;
  };
  const pausing = async (lane?: string, pauses?: boolean): Promise<PausedLanes> => {
    // An empty name stands for all lanes, as in the answer of `paused`.
    requireOptions('pause or resume', { lane }, { lane: 'a text?' });
    const user = owner();
    if (user === undefined) throw new Failure(OWNER_MISSING);
    const lanes = await store.pause(user, lane, pauses);
    if (pauses !== undefined) options.lanesChanged();
    // Another tab may have ended the pause of a listed entry, and died before it told this one.
    else if (list.getSnapshot().every((view) => isShownRightly(view, lanes))) return lanes;
    drainer.wake();
    return lanes;
  };
  return {
    isMine,
    decide,
    pause: (lane) => pausing(lane, true),
    resume: (lane) => pausing(lane, false),
    paused: () => pausing(),
    async retry(id) {
      const [freshKey, now] = [uuidV7(platform), platform.now()];
      const retried = transition({ type: 'retried', freshKey, now, knowsRisk: knowsRisk(id) });
      // The screen may show an older state, in which there was nothing to decide.
      if (!(await decide(id, retried))) await reload();
    },
    async cancel(id) {
      const cancelled = transition({ type: 'cancelled', knowsRisk: knowsRisk(id) });
      // An entry that took it in goes on without it.
      const alone: Decision = (entry) => (entry.id === id ? cancelled(entry) : UNCHANGED);
      if (await decide(id, alone)) return 'cancelled';
      await reload();
      const [found] = await store.find([id]);
      if (!found) return 'too-late';
      if (hasLeft(found)) return found.settlement.kind === 'cancelled' ? 'cancelled' : 'too-late';
      return found.id === id ? 'too-late' : { mergedInto: found.id };
    },
  };
}
