import { Failure } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { logThreats } from './log-threats.ts';
import type { ThreatNotice } from './threat-notice.ts';

const at = 5;
const block = { type: 'threat.changed', at, party: 'address', reason: 'attack' } as const;

it.each<[ThreatNotice, unknown[]]>([
  [
    { type: 'threat.noticed', at, attack: 'sql', rule: 'union-select', place: 'field' },
    ['info', 'threat.noticed', { fields: { attack: 'sql', rule: 'union-select', place: 'field' } }],
  ],
  [
    { ...block, state: 'blocked', durationMs: 900_000 },
    [
      'warn',
      'threat.changed',
      { fields: { party: 'address', state: 'blocked', reason: 'attack', durationMs: 900_000 } },
    ],
  ],
  [
    { ...block, party: 'user', state: 'lifted', durationMs: 5 },
    [
      'info',
      'threat.changed',
      { fields: { party: 'user', state: 'lifted', reason: 'attack', durationMs: 5 } },
    ],
  ],
  [
    { type: 'threat.unjudged', at, failure: new Failure(UNAVAILABLE).toJSON() },
    ['warn', 'threat.unjudged', { fields: { code: 'UNAVAILABLE', number: UNAVAILABLE.number } }],
  ],
])('writes a notice as one event of the log: %j', (notice, line) => {
  const lines: unknown[][] = [];
  logThreats({ event: (...told) => void lines.push(told) })(notice);
  expect(lines).toEqual([line]);
});
