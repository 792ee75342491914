import type { BeaconBuffer, BeaconEvent } from '@holdfast/core/telemetry';
import { describe, expect, it } from 'vitest';

/** An event whose operation has the id of the event as its name. */
export const event = (id: string, severity: BeaconEvent['severity'] = 'debug'): BeaconEvent => ({
  id,
  severity,
  event: { type: 'operation.started', at: 0, operation: id },
});

/** What every buffer of a beacon promises. `createBuffer` returns a new, empty buffer at each call. */
export function beaconBufferContract(createBuffer: () => BeaconBuffer): void {
  describe('a buffer of a beacon', () => {
    it('holds nothing at first', async () => {
      expect(await createBuffer().load()).toEqual([]);
    });

    it('gives back what was added, the oldest first, until it is removed', async () => {
      const buffer = createBuffer();
      await buffer.add([event('1'), event('2', 'critical')]);
      await buffer.add([event('3')]);
      expect(await buffer.load()).toEqual([event('1'), event('2', 'critical'), event('3')]);
      await buffer.remove(['1', '3']);
      expect(await buffer.load()).toEqual([event('2', 'critical')]);
    });

    it('keeps an event once, however often it is added', async () => {
      const buffer = createBuffer();
      await buffer.add([event('1'), event('1')]);
      await buffer.add([event('1')]);
      expect(await buffer.load()).toEqual([event('1')]);
    });

    it('does nothing when it removes an event that it does not hold', async () => {
      const buffer = createBuffer();
      await buffer.add([event('1')]);
      await buffer.remove(['2']);
      await buffer.remove([]);
      expect(await buffer.load()).toEqual([event('1')]);
    });

    it('returns the events that it held at the call, not later ones', async () => {
      const buffer = createBuffer();
      await buffer.add([event('1')]);
      const [held] = await Promise.all([buffer.load(), buffer.add([event('2')])]);
      expect(held).toEqual([event('1')]);
    });
  });
}
