import type { AlertDimension, NewKindRule } from '../rules/alert-rule.ts';
import type { SeriesGroup } from '../windows/create-windows.ts';
import { keyOf } from './group-key.ts';
import type { Judged, Judgement } from './judgement.ts';
import { type JudgingContext, windowOf } from './judging-context.ts';
import { reachOf } from './reach-of.ts';

/** What makes a kind, unless the rule says otherwise. */
export const KIND: readonly AlertDimension[] = ['operation', 'detail', 'release'];

/** Beyond it the rule forgets the kinds that it met first. */
const MOST_KNOWN = 5_000;

type Known = Readonly<Record<string, number>>;

/**
 * Says which kinds were never counted before. At its first time the rule learns every kind that is there, and calls
 * none of them new.
 */
export function judgeNewKind(rule: NewKindRule, { windows, now, memory }: JudgingContext): Judged {
  const { count, windowMs, per = KIND, minEvents = 1 } = rule;
  const { from, to } = windowOf(now, windowMs);
  const known = readKnown(memory);
  const groups = windows.groups(count, per);
  const met: Record<string, number> = {};
  for (const group of groups) {
    const key = keyOf(group.values, per);
    const firstAt = known?.[key] ?? windows.first(group, from);
    // A kind that is there when the rule begins is as old as can be.
    if (firstAt !== undefined && known?.[key] === undefined) met[key] = known ? firstAt : 0;
  }
  const firsts = { ...known, ...met };

  const judge = (group: SeriesGroup): Judgement[] => {
    const firstAt = firsts[keyOf(group.values, per)];
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
  const hasMet = Object.keys(met).length > 0 || !known;
  return {
    judgements: groups.flatMap(judge),
    ...(hasMet && { memory: { known: newest(firsts) } }),
  };
}

function readKnown(memory: unknown): Known | undefined {
  const known = (memory as { readonly known?: unknown } | null | undefined)?.known;
  return typeof known === 'object' && known !== null ? (known as Known) : undefined;
}

function newest(firsts: Known): Known {
  const entries = Object.entries(firsts);
  return entries.length <= MOST_KNOWN ? firsts : Object.fromEntries(entries.slice(-MOST_KNOWN));
}
