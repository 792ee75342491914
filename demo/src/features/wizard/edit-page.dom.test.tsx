import { Failure, type OperationState } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createStore } from 'zustand';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { Router } from '../../router/router.tsx';
import EditPage from './edit-page.tsx';

afterEach(endResilient);

function showWith(listState: OperationState): string | null {
  const list = { refresh: async () => {} };
  const cast = createStore(() => ({ listState, page: { characters: [] }, list }));
  const fireside = { cast } as unknown as Fireside;
  renderResilient(
    <FiresideContext value={fireside}>
      <Router>
        <EditPage />
      </Router>
    </FiresideContext>,
  );
  return screen.getByRole('heading', { level: 1 }).textContent;
}

it('says why the list could not be read, in place of a character that does not exist', () => {
  const failure = new Failure(catalogue.UNAVAILABLE);
  expect(showWith({ kind: 'failed', failure })).toBe('Character');
  expect(screen.getByText('Your characters cannot be shown now')).toBeTruthy();
});

it('says that a character does not exist when the list lacks it', () => {
  expect(showWith({ kind: 'live', value: {}, at: 0 })).toBe('No such character here');
});
