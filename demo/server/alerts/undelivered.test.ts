import { expect, it } from 'vitest';
import { undelivered } from './undelivered.ts';

it('counts late and dead notices, and no notice under way', () => {
  const sinks = {
    Slack: { depth: 2, oldestMs: 29_999, dead: 0 },
    PagerDuty: { depth: 2, oldestMs: 30_000, dead: 0 },
    webhook: { depth: 0, oldestMs: 0, dead: 1 },
  };
  expect(undelivered({ sinks })).toEqual({ PagerDuty: 2, webhook: 1 });
});
