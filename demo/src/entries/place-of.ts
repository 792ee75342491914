import type { EntryView } from '@holdfast/core';

const PLACES: Readonly<Record<string, (id: string) => string>> = {
  character: (id) => `/characters/${id}`,
  portrait: (id) => `/characters/${id}`,
  story: (id) => `/stories/${id}`,
  relationship: () => '/relationships',
  preferences: () => '/preferences',
};

/** The page about the subject of an entry. All entries about one thing share its lane, so the lane names it. */
export function placeOf({ lane }: Pick<EntryView, 'lane'>): string | undefined {
  const [kind = '', id = ''] = lane.split(':');
  return Object.hasOwn(PLACES, kind) ? PLACES[kind]?.(id) : undefined;
}
