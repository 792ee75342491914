import { describePolicy } from '#composition';
import type { Policy, PolicyHooks } from '../engine/policy.ts';
import { createBulkhead } from './create-bulkhead.ts';
import type { BulkheadOptions } from './create-bulkhead.ts';

/**
 * A bulkhead for each operation: calls of one `name` wait for each other, and for no others. Put it right before the
 * bulkhead of all calls, so that an operation whose calls hang leaves some of its slots to the others.
 */
export function bulkheadOfEach(options: BulkheadOptions): Policy {
  const policy: Policy = (platform) => {
    const operations = new Map<string, PolicyHooks>();
    const hooksOf = (name = ''): PolicyHooks => {
      const hooks = operations.get(name) ?? createBulkhead(options)(platform);
      operations.set(name, hooks);
      return hooks;
    };
    return {
      enter: (attempt) => hooksOf(attempt.options.name).enter?.(attempt),
      leave: (attempt) => hooksOf(attempt.options.name).leave?.(attempt),
    };
  };
  describePolicy(policy, {
    kind: 'bulkhead of each operation',
    does: 'limits how many calls of one operation work at the same time',
    refuses: 'It refuses as a bulkhead does.',
    place: 4,
    latest: 5,
    once: 'The narrower one decides.',
    rules: options,
  });
  return policy;
}
