import { createCell } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { Router } from '../../router/router.tsx';
import { Dashboard } from './dashboard.tsx';

afterEach(endResilient);

const idle = { kind: 'idle' } as const;
const mara = { id: 'm', name: 'Mara', savedAt: 1, traits: [], look: null, portraitId: null };

it('what stands below the latest stories waits for them, so that it keeps its place', () => {
  const page = { stories: [] };
  const tales = createStore(() => ({ listState: idle as object, list: {}, page }));
  const fireside = {
    account: createCell(null),
    outbox: { entries: createCell([]) },
    cast: createStore(() => ({
      listState: { kind: 'live', value: {}, at: 1 },
      list: {},
      page: { characters: [mara] },
    })),
    tales: { list: tales },
  } as unknown as Fireside;
  renderResilient(
    <FiresideContext value={fireside}>
      <Router>
        <Dashboard>The sparks</Dashboard>
      </Router>
    </FiresideContext>,
    { world: createWorld() },
  );
  expect(screen.getByText('Mara')).toBeTruthy();
  expect(screen.getByText('Opening…')).toBeTruthy();
  expect(screen.queryByText('The sparks')).toBeNull();
  act(() => tales.setState({ listState: { kind: 'live', value: page, at: 1 } }));
  expect(screen.getByText('No stories yet. Your characters are waiting for one.')).toBeTruthy();
  expect(screen.getByText('The sparks')).toBeTruthy();
});
