import type { AlertDimension, NewKindRule } from '../rules/alert-rule.ts';
import type { SeriesGroup } from '../windows/create-windows.ts';
import { keyOf } from './group-key.ts';
import type { Judged, Judgement } from './judgement.ts';
import { type JudgingContext, windowOf } from './judging-context.ts';
import { reachOf } from './reach-of.ts';

/** The members that make a kind, unless the rule names others. */
export const KIND: readonly AlertDimension[] = ['operation', 'detail', 'release'];

/** Beyond it the rule forgets the kinds that it met first, of those that are counted no more. */
const MOST_KNOWN = 5_000;

/** When each kind was first counted. It is a map, because a page may call an operation `constructor`. */
type Known = ReadonlyMap<string, number>;

/**
 * Says which kinds were never counted before. In its first round the rule learns every kind that exists, and calls
 * none of them new.
 */
export function judgeNewKind(rule: NewKindRule, { windows, now, memory }: JudgingContext): Judged {
  const { count, windowMs, per = KIND, minEvents = 1 } = rule;
  const { from, to } = windowOf(now, windowMs);
  const known = readKnown(memory);
  const groups = windows.groups(count, per);
  const firsts = new Map(known);
  for (const group of groups) {
    const key = keyOf(group.values, per);
    const firstAt = firsts.get(key) ?? windows.first(group, from);
    // A kind that is there when the rule begins is as old as can be.
    if (firstAt !== undefined && !firsts.has(key)) firsts.set(key, known ? firstAt : 0);
  }

  const judge = (group: SeriesGroup): Judgement[] => {
    const firstAt = firsts.get(keyOf(group.values, per));
    if (firstAt === undefined) return [];
    const events = windows.sumOf(group, Math.max(from, firstAt), to);
    const isNew = firstAt >= from && events >= minEvents;
    const { operation = '', detail = '', release = '' } = group.values;
    return [
      {
        values: group.values,
        signal: isNew ? 'breach' : 'clear',
        weight: events,
        why: { kind: 'newKind', operation, detail, release, firstAt, events },
        ...reachOf(count, group.values, { from, to }),
      },
    ];
  };
  const hasMet = !known || firsts.size > known.size;
  const counted = new Set(groups.map((group) => keyOf(group.values, per)));
  return {
    judgements: groups.flatMap(judge),
    ...(hasMet && { memory: { known: Object.fromEntries(bounded(firsts, counted)) } }),
  };
}

function readKnown(memory: unknown): Known | undefined {
  const known = (memory as { readonly known?: unknown } | null | undefined)?.known;
  if (typeof known !== 'object' || known === null) return undefined;
  return new Map(Object.entries(known).filter(([, firstAt]) => typeof firstAt === 'number'));
}

/** A kind that is still counted stays known, or it would be new in every round. */
function bounded(firsts: Known, counted: ReadonlySet<string>): Known {
  const excess = firsts.size - MOST_KNOWN;
  if (excess <= 0) return firsts;
  const gone = [...firsts]
    .filter(([kind]) => !counted.has(kind))
    .toSorted(([, one], [, other]) => one - other);
  const forgotten = new Set(gone.slice(0, excess).map(([kind]) => kind));
  return new Map([...firsts].filter(([kind]) => !forgotten.has(kind)));
}
