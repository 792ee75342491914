import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { StorySummary } from '../../../contract/story.ts';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { Router } from '../../router/router.tsx';
import StoriesPage from './stories-page.tsx';

afterEach(endResilient);

it('a key in the search renders no story that stays, and those that are found', () => {
  let rows = 0;
  const stories = Array.from({ length: 50 }, (_, at) => ({
    ...{ id: `${at}`, title: `Story ${at}`, setting: '', length: 'short', characterIds: [] },
    ...{ revision: '1', chapterCount: 1, wordCount: 1, savedAt: 1 },
    // Only a row asks for the tone.
    get tone(): StorySummary['tone'] {
      rows += 1;
      return 'warm';
    },
  }));
  const listState = { kind: 'live', value: {}, at: 1 };
  const list = { refresh: async () => {} };
  const fireside = {
    cast: createStore(() => ({ listState, list, page: { characters: [] } })),
    tales: { list: createStore(() => ({ listState, list, page: { stories } })) },
  } as unknown as Fireside;
  renderResilient(
    <FiresideContext value={fireside}>
      <Router>
        <StoriesPage />
      </Router>
    </FiresideContext>,
    { world: createWorld() },
  );
  const search = screen.getByRole('searchbox');
  rows = 0;
  fireEvent.change(search, { target: { value: 'none of them' } });
  expect(screen.queryAllByRole('listitem')).toEqual([]);
  expect(rows).toBe(0);
  fireEvent.change(search, { target: { value: 'Story 49' } });
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(rows).toBeLessThan(5);
});
