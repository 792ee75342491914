import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { Router } from '../../router/router.tsx';
import { CastPicker } from './cast-picker.tsx';
import type { StorySheet } from './story-sheet.ts';

afterEach(endResilient);

const NONE = 'You have no characters yet. A story can do without, or you make one first.';

function Sheet(): ReactElement {
  const { control } = useForm<StorySheet>({ defaultValues: { characterIds: [] } });
  return <CastPicker control={control} />;
}

function show(listState: unknown): void {
  const list = { refresh: async () => {} };
  const cast = createStore(() => ({ listState, list, page: { characters: [] } }));
  renderResilient(
    <FiresideContext value={{ cast } as unknown as Fireside}>
      <Router>
        <Sheet />
      </Router>
    </FiresideContext>,
    { world: createWorld() },
  );
}

it('a writer whose characters could not be read is not told that there are none', () => {
  show({ kind: 'failed', failure: new Failure(catalogue.RATE_LIMITED) });
  expect(screen.queryByText(NONE)).toBeNull();
  screen.getByText('Your characters cannot be shown now');
  screen.getByRole('button', { name: 'Try again' });
});

it('a writer without characters is told so', () => {
  show({ kind: 'live', value: { characters: [] }, at: 1 });
  screen.getByText(NONE);
});
