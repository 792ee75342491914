import { EventEmitter } from 'node:events';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import type { Reload } from '../configuration/create-configuration.ts';
import { reloadOnSignal } from './node-reload-signal.ts';

const failure = new Failure(catalogue.CONFIGURATION_INVALID);

it.each<[Reload, unknown[]]>([
  [
    { kind: 'applied', changed: ['LIMIT'], waiting: [] },
    [
      'info',
      'configuration.applied',
      { fields: { kind: 'applied', changed: ['LIMIT'], waiting: [] } },
    ],
  ],
  [{ kind: 'refused', failure }, ['error', 'configuration.refused', { thrown: failure }]],
])('reloads on SIGHUP and logs the result: %j', async (result, line) => {
  const process = new EventEmitter();
  const lines: unknown[][] = [];
  const log = { event: (...told: unknown[]) => void lines.push(told) };
  reloadOnSignal({ reload: async () => result }, { log, process });
  process.emit('SIGHUP');
  await Promise.resolve();
  await Promise.resolve();
  expect(lines).toEqual([line]);
});
