import { describeEvent, dropTo, type BeaconEvent } from '@holdfast/core/telemetry';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { spoilt } from '../database/spoilt-row.contract.ts';
import { parseEvent } from './parse-event.ts';

// Ten thousand rows take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const row: BeaconEvent = {
  ...{ id: '1', severity: 'warning' },
  event: { type: 'endpoint.changed', at: 1, url: '/', state: 'in' },
};

it('an event is read only when a beacon can order it and send it, whatever the row holds', () => {
  expect(parseEvent(row)).toBe(row);
  expect(describeEvent(row.event)).toBe('/ is in');
  const loop: { event: unknown } = { ...row, event: { ...row.event } };
  Object.assign(loop.event as object, { loop });
  expect(parseEvent(loop)).toBeUndefined();
  fc.assert(
    fc.property(fc.oneof(spoilt(row), fc.anything()), (found) => {
      const event = parseEvent(found);
      if (!event) return;
      expect(typeof JSON.stringify(event.event)).toBe('string');
      expect(dropTo([row, event], 1).kept).toHaveLength(1);
    }),
    { numRuns: 10_000 },
  );
});

it('an event of every known severity is read, and no event of an unknown one', () => {
  for (const severity of ['debug', 'info', 'warning', 'critical']) {
    expect(parseEvent({ ...row, severity })).toMatchObject({ severity });
  }
  for (const severity of ['fatal', 'toString', '', 7, null]) {
    expect(parseEvent({ ...row, severity })).toBeUndefined();
  }
});

it('a row without an id, a type or a time is no event, nor is one that JSON cannot hold', () => {
  const strange = [
    { ...row, id: 7 },
    { ...row, event: { ...row.event, type: 7 } },
    { ...row, event: { ...row.event, at: '1' } },
    // A beacon could not write it as JSON.
    { ...row, session: 7n },
  ];
  for (const one of strange) expect(parseEvent(one)).toBeUndefined();
});
