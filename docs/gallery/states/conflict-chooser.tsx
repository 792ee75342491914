import { Failure } from '@holdfast/core';
import { NETWORK_FAILED, STORAGE_QUOTA } from '@holdfast/core/failures';
import { ConflictChooser, type ConflictChooserProps } from '@holdfast/react';
import type { GalleryComponent, GalleryState } from '../gallery-state.ts';
import { press } from '../press.ts';
import { HEBREW, LONG, UNBROKEN } from './texts.ts';

const parts = [
  { label: 'Role', mine: 'Lighthouse keeper', theirs: 'Ferrywoman' },
  { label: 'Backstory', mine: LONG, theirs: '' },
];

const state = (
  name: string,
  props: Partial<ConflictChooserProps>,
  after: GalleryState['after'] = () => {},
): GalleryState => ({
  name,
  ui: (world) => (
    <ConflictChooser
      name="Mara"
      parts={parts}
      other="known"
      mine={{ from: 'This device', at: world.platform.now() - 60_000 }}
      theirs={{ from: "Ben's phone", at: world.platform.now() - 3 * 3_600_000 }}
      onChoose={() => {}}
      {...props}
    />
  ),
  after,
});

export const conflictChooser: GalleryComponent = {
  name: 'Conflict chooser',
  states: [
    state('Two versions', {}),
    state('Both say the same', { parts: [] }),
    state('The other version is asked for', { other: 'asking' }),
    state('The other version cannot be had', {
      other: new Failure(NETWORK_FAILED),
      onAskAgain: () => {},
    }),
    state('The other version was thrown away', { other: 'gone' }),
    state('Chosen, and not carried out yet', {}, (_, stage) => press(stage, 1)),
    state(
      'The choice could not be stored',
      { onChoose: () => Promise.reject(new Failure(STORAGE_QUOTA)), undoMs: 0 },
      (_, stage) => press(stage, 0),
    ),
    state('Long texts, and one from right to left', {
      name: HEBREW,
      parts: [
        { label: 'Name', mine: UNBROKEN, theirs: HEBREW },
        { label: 'Backstory', mine: LONG, theirs: `${LONG}\n${LONG}` },
      ],
    }),
  ],
};
