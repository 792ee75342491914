import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { startFireside, temporaryFolder } from './testing/fireside-process.ts';

vi.setConfig({ testTimeout: 30_000 });

const patiently = { timeout: 10_000 };

it('applies new limits on SIGHUP, and keeps the old ones when the file is wrong', async () => {
  const file = path.join(await temporaryFolder(), 'fireside.env');
  const write = (lines: string): Promise<void> => writeFile(file, lines);
  await write('FIRESIDE_ADDRESS_LIMIT=1000\n');
  const fireside = await startFireside({
    FIRESIDE_ENV_FILE: file,
    FIRESIDE_ADDRESS_LIMIT: '',
  });
  const policy = async (): Promise<string | null> =>
    (await fetch(`${fireside.url}/api/session`)).headers.get('ratelimit-policy');
  expect(await policy()).toBe('"address";q=1000;w=60');

  await write('FIRESIDE_ADDRESS_LIMIT=2000\nPORT=1\n');
  process.kill(fireside.pid, 'SIGHUP');
  await expect.poll(policy, patiently).toBe('"address";q=2000;w=60');

  await write('FIRESIDE_ADDRESS_LIMIT=many\nFIRESIDE_LOG=loud\n');
  process.kill(fireside.pid, 'SIGHUP');
  await expect.poll(() => fireside.output().stderr, patiently).toContain('configuration.refused');
  const [line = ''] = fireside.output().stderr.split('\n');
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    failure: {
      code: 'CONFIGURATION_INVALID',
      details: { issues: [{ pointer: '/FIRESIDE_ADDRESS_LIMIT' }, { pointer: '/FIRESIDE_LOG' }] },
    },
  });
  expect(line).not.toMatch(/many|loud/);
  expect(await policy()).toBe('"address";q=2000;w=60');
});
