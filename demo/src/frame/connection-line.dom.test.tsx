import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { FiresideContext } from '../fireside/fireside-context.ts';
import type { Fireside } from '../fireside/fireside.ts';
import { RouterContext } from '../router/router-context.ts';
import { ConnectionLine } from './connection-line.tsx';

afterEach(endResilient);

const fireside = {
  outbox: { storage: { getSnapshot: () => 'ok', subscribe: () => () => {} } },
} as unknown as Fireside;

async function offlineAt(pathname: string): Promise<string> {
  const location = { pathname, search: '', hash: '' } as never;
  const { world, advance } = renderResilient(
    <FiresideContext value={fireside}>
      <RouterContext value={{ location, navigate: () => {} }}>
        <ConnectionLine />
      </RouterContext>
    </FiresideContext>,
  );
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  return document.querySelector('.connection')?.textContent ?? '';
}

it.each(['/', '/characters/new', '/stories/1', '/preferences', '/accounts'])(
  'without a network the page %s says that changes are saved on the device',
  async (path) => {
    expect(await offlineAt(path)).toMatch(/^You're offline\..*saved on this device/u);
  },
);

it.each(['/admin', '/admin/alerts', '/admin/report', '/account', '/fault-lab'])(
  'without a network the page %s, whose acts nothing queues, promises nothing',
  async (path) => {
    expect(await offlineAt(path)).toBe("You're offline.");
  },
);
