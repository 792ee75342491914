import type { End, HistoryEvent } from './history.ts';

/** All facts of a history about one entry. Numbers are places in the history, which give the order. */
export interface EntryFacts {
  readonly id: string;
  readonly owner: string;
  readonly lane: string;
  readonly context: string;
  readonly called: number;
  acknowledged: number | undefined;
  acknowledgedAt: number | undefined;
  isSent: boolean;
  firstSentAt: number | undefined;
  readonly calledAt: number;
  readonly undoMs: number;
  readonly maxAgeMs: number;
  readonly after: readonly string[];
  /** Its time for an undo ended early, by a decision of the user or because the clock was set. */
  isUndoOver: boolean;
  /** It was sent while its lane was paused. */
  brokePause: boolean;
  isSpoilt: boolean;
  /** The contents that it was given, by their texts. The text of the first content is empty. */
  readonly edits: Map<string, Edit>;
  /** The text with which it took effect although another edit had come after it, or although it came too late. */
  outdated: string | undefined;
  readonly applied: number[];
  appliedAt: number | undefined;
  cancelled: number | undefined;
  /** The user asked to cancel it, and was not told whether that came in time. */
  cancelling: number | undefined;
  /** Like `cancelled`, also when it may have taken effect. */
  givenUp: number | undefined;
  refused: boolean;
  /** The device has reported the end of the entry, and does not have to remember it for ever. */
  isOver: boolean;
  /** The user sent it again although it may have taken effect. */
  risked: boolean;
  readonly strangers: (string | null)[];
  /** A reported end that was then revoked. */
  reverted: string | undefined;
}

/** Numbers are places in the history. */
export interface Edit {
  readonly called: number;
  /** Missing for an edit whose page died before it could say so. */
  ended: number | undefined;
  isDone: boolean | undefined;
}

/** Whether an entry may take effect with this content: it was not too late, and no edit was done after it. */
function mayArrive(text: string, edits: ReadonlyMap<string, Edit>): boolean {
  const edit = edits.get(text);
  if (!edit || edit.isDone === false) return false;
  const { ended = Infinity } = edit;
  return [...edits.values()].every(({ called, isDone }) => isDone !== true || called <= ended);
}

/** Gathers the facts of every entry that a user added. */
export function factsOf(events: readonly HistoryEvent[]): ReadonlyMap<string, EntryFacts> {
  const facts = new Map<string, EntryFacts>();
  const ends = new Map<string, { readonly end: End; readonly contexts: Set<string> }>();
  const decided = new Set<string>();
  let paused: readonly Extract<HistoryEvent, { type: 'paused' }>[] = [];
  /** A power cut took the mark of their last send. So the device calls a cancel certain that comes too late. */
  const unmarked = new Set<string>();
  for (const [number, event] of events.entries()) {
    if (event.type === 'power lost') {
      // The device reports an end with a lost commit again later. The end must then be the same.
      for (const { contexts } of ends.values()) contexts.clear();
      for (const id of event.forgotten ?? []) unmarked.add(id);
      continue;
    }
    if (event.type === 'clock set') {
      for (const fact of facts.values()) fact.isUndoOver = true;
      continue;
    }
    if (event.type === 'paused' || event.type === 'resumed') {
      paused = paused.filter(({ owner }) => event.type === 'paused' || owner !== event.owner);
      if (event.type === 'paused') paused = [...paused, event];
      continue;
    }
    const { id } = event;
    if (event.type === 'called') {
      const { owner, lane, context, undoMs = 0, maxAgeMs = 0, after = [] } = event;
      const said = { id, owner, lane, context, called: number };
      const more = { calledAt: event.at, undoMs, maxAgeMs, after };
      facts.set(id, { ...blank(), ...said, ...more });
      facts.get(id)?.edits.set('', { called: number, ended: number, isDone: true });
      continue;
    }
    const fact = facts.get(id);
    if (!fact) continue;
    switch (event.type) {
      case 'acknowledged':
        fact.acknowledged ??= number;
        fact.acknowledgedAt ??= event.at;
        break;
      case 'refused':
        fact.refused = true;
        break;
      case 'sent':
        fact.isSent = true;
        fact.firstSentAt ??= event.at;
        fact.brokePause ||= paused.some(
          ({ owner, lane = fact.lane, claimed }) =>
            owner === fact.owner && lane === fact.lane && !claimed.includes(id),
        );
        if (event.user !== fact.owner) fact.strangers.push(event.user);
        break;
      case 'applied':
        // The mark of its first send went with the power, and then it took others in. The server refused the known key
        // with another body, and the user sent it under a fresh one.
        if (unmarked.has(id) && event.isJoint === true) fact.risked = true;
        // In the same way, the user may edit it and the server knows its key with the content before.
        if (unmarked.has(id) && fact.edits.size > 1) fact.risked = true;
        if (!mayArrive(event.text ?? '', fact.edits) && !unmarked.has(id)) {
          fact.outdated ??= event.text ?? 'what it was';
        }
        fact.applied.push(number);
        fact.appliedAt ??= event.at;
        fact.isSpoilt ||= event.isSpoilt === true;
        if (event.user !== fact.owner) fact.strangers.push(event.user);
        break;
      case 'edits':
        fact.edits.set(event.text, { called: number, ended: undefined, isDone: undefined });
        // A retry brings back an entry that is dead, and no entry with another end.
        decided.add(id);
        if (ends.get(id)?.end === 'dead') ends.delete(id);
        break;
      case 'edited': {
        const edit = fact.edits.get(event.text);
        if (edit) Object.assign(edit, { ended: number, isDone: event.isDone });
        break;
      }
      case 'cancelled':
        fact.isOver = true;
        fact.givenUp ??= number;
        if (event.doubtful !== true && !unmarked.has(id)) fact.cancelled ??= number;
        break;
      case 'decided':
        fact.risked ||= event.risky === true;
        if (event.cancels === true) fact.cancelling ??= number;
        ends.delete(id);
        fact.isUndoOver ||= !fact.isSent;
        decided.add(id);
        break;
      case 'too late':
        fact.cancelling = undefined;
        break;
      case 'shown':
        if (ends.get(id)?.contexts.has(event.context)) {
          fact.reverted ??= `${ends.get(id)?.end}, and then ${event.state}`;
        }
        break;
      case 'ended': {
        fact.isOver ||= event.end !== 'dead';
        // Another tab may learn only now that it was dead before the user decided.
        if (event.end === 'dead' && decided.has(id)) break;
        // The entry became too old, and its real end was lost with the power.
        if (event.end === 'dead' && fact.maxAgeMs > 0 && unmarked.has(id)) break;
        const before = ends.get(id);
        // The user may give up a dead entry, also without having seen that it is dead.
        const isGivenUp = before?.end === 'dead' && event.end === 'cancelled';
        if (before && before.end !== event.end && !isGivenUp) {
          fact.reverted ??= `${before.end}, and then ${event.end}`;
        }
        const contexts = (before?.contexts ?? new Set<string>()).add(event.context);
        ends.set(id, { end: isGivenUp ? event.end : (before?.end ?? event.end), contexts });
      }
    }
  }
  return facts;
}

function blank(): Omit<
  EntryFacts,
  'id' | 'owner' | 'lane' | 'context' | 'called' | 'calledAt' | 'undoMs' | 'maxAgeMs' | 'after'
> {
  return {
    acknowledged: undefined,
    acknowledgedAt: undefined,
    ...{ isSent: false, firstSentAt: undefined, isUndoOver: false },
    ...{ brokePause: false, isSpoilt: false, edits: new Map<string, Edit>(), outdated: undefined },
    applied: [],
    appliedAt: undefined,
    cancelled: undefined,
    cancelling: undefined,
    givenUp: undefined,
    ...{ refused: false, isOver: false, risked: false, strangers: [], reverted: undefined },
  };
}
