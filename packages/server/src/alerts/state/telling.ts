/**
 * Which targets have got notices of an alert that fires, and when. It has names of targets only, because addresses
 * are secrets.
 */
export interface Telling {
  /** The end of the wait for others of the same group. */
  readonly tellAt: number;
  /** How many steps of the escalation are done. */
  readonly steps: number;
  /** The targets that have got a notice, each once. They get the notice of the end as well. */
  readonly told: readonly string[];
  /** When the last notice went out. */
  readonly toldAt?: number;
  /** The number of notices so far. The id of a notice contains its number. */
  readonly notices: number;
  readonly acknowledged?: { readonly by: string; readonly at: number };
}

/** One step of an escalation. */
export interface EscalationStep {
  /** After the first notice, in milliseconds. @default 0 */
  readonly afterMs?: number;
  /** Names of targets. */
  readonly tell: readonly string[];
}

export interface TellingRules {
  /** The steps for the severity of the alert, in order of time. */
  readonly steps: readonly EscalationStep[];
  readonly repeatMs: number;
  readonly isSilenced: boolean;
}

/** Notices that are due: `first` for targets without a notice so far, `again` for reminders. */
export interface DueNotices {
  readonly telling: Telling;
  readonly first: readonly string[];
  readonly again: readonly string[];
}

export function startTelling(now: number, groupWaitMs: number): Telling {
  return { tellAt: now + groupWaitMs, steps: 0, told: [], notices: 0 };
}

/**
 * The notices that are due now for an alert that fires. A silence puts all of them off until it ends. Once an
 * administrator has acknowledged the alert, there are no reminders and no further steps.
 */
export function dueNotices(
  telling: Telling,
  now: number,
  { steps, repeatMs, isSilenced }: TellingRules,
): DueNotices | undefined {
  if (isSilenced || now < telling.tellAt || telling.acknowledged) return undefined;
  const due = steps.filter(({ afterMs = 0 }) => now >= telling.tellAt + afterMs);
  const first = due
    .slice(telling.steps)
    .flatMap(({ tell }) => tell)
    .filter(
      (target, place, all) => !telling.told.includes(target) && all.indexOf(target) === place,
    );
  const isRepeat = telling.toldAt !== undefined && now >= telling.toldAt + repeatMs;
  const again = isRepeat ? telling.told : [];
  if (due.length <= telling.steps && again.length === 0) return undefined;
  return {
    first,
    again,
    telling: {
      ...telling,
      steps: Math.max(telling.steps, due.length),
      told: [...telling.told, ...first],
      notices: telling.notices + 1,
      ...(first.length + again.length > 0 && { toldAt: now }),
    },
  };
}

/** When the next notice is due, if nothing else happens. */
export function nextTelling(
  telling: Telling,
  { steps, repeatMs, isSilenced }: TellingRules,
): number | undefined {
  if (isSilenced || telling.acknowledged) return undefined;
  const step = steps[telling.steps];
  const times = [
    ...(step ? [telling.tellAt + (step.afterMs ?? 0)] : []),
    ...(telling.toldAt === undefined ? [] : [telling.toldAt + repeatMs]),
  ];
  return times.length === 0 ? undefined : Math.min(...times);
}
