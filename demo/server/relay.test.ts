import { expect, it } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';

it('says how many events wait for other systems, and stops with its relay', async () => {
  const fireside = await startFireside();
  const answer = await fetch(`${fireside.url}/api/healthz`);
  expect(await answer.json()).toMatchObject({
    checks: { relay: { status: 'ok', numbers: { depth: 0, dead: 0, blocked: 0 } } },
  });
  expect(await fireside.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(fireside.output().stderr).toBe('');
}, 60_000);
