import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { becomesReady, startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Shifts the wall clock of a server by some days from its start on. */
const shiftedBy = (days: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `const now = Date.now; Date.now = () => now() + ${days} * 86400000;`,
  )}`,
});

it.each([[61], [400], [-400]])(
  'forgets neither sessions nor keys at a start at which the clock is %i days off',
  async (days) => {
    const first = await startFireside();
    const mara = await signUp(first.url, 'Mara');
    const [id, key] = [randomUUID(), randomUUID()];
    await mara.saveCharacter(id, 'Ada', { key, revision: 'r1' });
    await first.kill('SIGKILL');

    const data = { FIRESIDE_DATA: first.dataFolder };
    const wrong = await startFireside({ ...data, ...shiftedBy(days) });
    // A stop waits for work that has begun.
    await becomesReady(wrong.url);
    await wrong.kill('SIGTERM');
    expect(wrong.rows('sessions', 'holdfast_idempotency', 'characters')).toEqual([1, 1, 1]);

    const right = await startFireside(data);
    const again = await fetch(`${right.url}/api/characters/${id}`, {
      method: 'PUT',
      body: JSON.stringify({
        name: 'Ada',
        role: 'keeper of the lighthouse',
        temperament: 'melancholic',
        traits: ['patient', 'watchful'],
        backstory: 'She counts the ships.',
        revision: 'r1',
      }),
      headers: {
        ...{ cookie: mara.cookie, 'content-type': 'application/json' },
        ...{ 'idempotency-key': `"${key}"`, 'if-none-match': '*' },
      },
    });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  },
);
