import { createCell, type UpdateState } from '@holdfast/core';
import { UpdatePrompt } from '@holdfast/react';
import type { GalleryComponent, GalleryState } from '../gallery-state.ts';
import { HEBREW } from './texts.ts';

const offer = { apply: () => {}, later: () => {}, isPutOff: false };

const state = (name: string, update: UpdateState, unsaved: readonly string[]): GalleryState => {
  const updates = createCell(update);
  const unsavedWork = { labels: createCell(unsaved) };
  return { name, ui: () => <UpdatePrompt updates={updates} unsavedWork={unsavedWork} /> };
};

export const updatePrompt: GalleryComponent = {
  name: 'Update prompt',
  states: [
    state('No update: nothing to say', { kind: 'current' }, []),
    state('Ready', { kind: 'waiting', ...offer }, []),
    state('Ready, with unsaved work', { kind: 'waiting', ...offer }, ['New character', HEBREW]),
    state('Asked for', { kind: 'asked', ...offer }, []),
    state('Another tab has it', { kind: 'applied', ...offer }, []),
    state('Put off: nothing to say', { kind: 'waiting', ...offer, isPutOff: true }, []),
  ],
};
