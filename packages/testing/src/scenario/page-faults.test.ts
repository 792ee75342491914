import { describe, expect, it } from 'vitest';
import { jsonAnswer, scriptedTransport } from '../scripted-transport.ts';
import { createVirtualPlatform } from '../virtual-platform.ts';
import { createPageFaults } from './page-faults.ts';

const request = { method: 'GET', url: '/notes', headers: {}, body: null } as const;

function page() {
  const inner = scriptedTransport();
  inner.answerWith(() => jsonAnswer({}));
  const platform = createVirtualPlatform();
  const faults = createPageFaults({ platform });
  return { faults, platform, transport: faults.wrap(inner) };
}

describe('the faults of a page', () => {
  it('change nothing until a scenario is played, and nothing after its end', async () => {
    const { faults, transport } = page();
    expect((await transport.send(request)).status).toBe(200);
    faults.play({ seed: 1, steps: [{ answers: { 503: 1 } }] });
    expect((await transport.send(request)).status).toBe(503);
    faults.play(undefined);
    expect((await transport.send(request)).status).toBe(200);
    expect(faults.getSnapshot().told).toEqual([]);
  });

  it('tell each fault to their subscribers, in a new snapshot', async () => {
    const { faults, transport } = page();
    faults.play({ seed: 1, steps: [{ answers: { 503: 1 } }] });
    const before = faults.getSnapshot();
    let heard = 0;
    faults.subscribe(() => (heard += 1));
    await transport.send(request);
    expect(heard).toBe(1);
    expect(before.told).toEqual([]);
    expect(faults.getSnapshot().told).toMatchObject([{ request: 'GET /notes', fault: '503' }]);
  });

  it('say when all steps are over, without a request', async () => {
    const { faults, platform } = page();
    faults.play({ seed: 1, steps: [{ forMs: 10_000, answers: { 503: 1 } }] });
    await platform.advance(9_999);
    expect(faults.getSnapshot().isOver).toBe(false);
    await platform.advance(1);
    expect(faults.getSnapshot().isOver).toBe(true);
    faults.play({ seed: 1, steps: [{ answers: { 503: 1 } }] });
    expect(faults.getSnapshot().isOver).toBe(false);
  });

  it('list the faults that a page cannot play on itself', () => {
    const { faults } = page();
    faults.play({
      seed: 1,
      steps: [
        { forMs: 1, tab: 'freeze', clock: { jumpMs: 5 } },
        { forMs: 1, tab: 'freeze', server: 'kill' },
      ],
    });
    expect(faults.getSnapshot().cannot).toEqual([
      'clock',
      'tab: freeze',
      'server: kill (its requests are refused instead)',
    ]);
  });

  it('refuse a value that is no scenario, and go on with the one before', () => {
    const { faults } = page();
    faults.play({ seed: 1, steps: [] });
    expect(() => faults.play({ seed: 'x' })).toThrow(RangeError);
    expect(faults.getSnapshot().scenario).toEqual({ seed: 1, steps: [] });
  });
});
