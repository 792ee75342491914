import { describePart } from '#composition';
import type { TripMemory, TripRule } from './trip-rule.ts';

/** Opens when any of the rules says so. Each rule sees every call. */
export function anyOf(...rules: readonly TripRule[]): TripRule {
  const anyRule: TripRule = {
    timed: rules.some(({ timed }) => timed),
    start: () => rules.map((rule) => rule.start()),
    note(memory: TripMemory[], failed, nowMs, tookMs) {
      let tripped = false;
      for (const [index, rule] of rules.entries()) {
        // `note` comes first, because a rule must see the call even when another rule has already decided.
        tripped = rule.note(memory[index] ?? [], failed, nowMs, tookMs) || tripped;
      }
      return tripped;
    },
  };
  describePart(anyRule, { name: 'anyOf', rules });
  return anyRule;
}
