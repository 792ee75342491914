import { expect, it } from 'vitest';
import { joined, NONE_LOADED, notesBefore, withCarried, withPage } from './earlier-notes-state.ts';

const notes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    ...{ id: `${from + at}`, text: `${from + at}`, writtenAt: from + at },
  }));
const idsOf = (list: readonly { readonly id: string }[]): readonly number[] =>
  list.map(({ id }) => Number(id));

it('shows each earlier note once, before those that the character carries', () => {
  const carried = notes(41, 60);
  const first = withPage(NONE_LOADED, { notes: notes(11, 60), next: 'x' });
  expect(idsOf(notesBefore(first, carried))).toEqual(idsOf(notes(11, 40)));
  const second = withPage(first, { notes: notes(1, 10), next: undefined });
  expect(idsOf(notesBefore(second, carried))).toEqual(idsOf(notes(1, 40)));
});

it('never shows a list with a gap, after any number of new notes', () => {
  const loaded = withPage(NONE_LOADED, { notes: notes(11, 60), next: 'x' });
  for (let latest = 60; latest <= 120; latest += 1) {
    const carried = notes(latest - 19, latest);
    const isWhole = joined(loaded, carried) !== undefined;
    expect(isWhole).toBe(latest - 19 <= 60);
    const shown = isWhole ? [...notesBefore(loaded, carried), ...carried] : carried;
    expect(idsOf(shown)).toEqual(idsOf(notes(isWhole ? 11 : latest - 19, latest)));
  }
});

it('shows all notes while a writer adds one after another', () => {
  let loaded = withPage(NONE_LOADED, { notes: notes(11, 60), next: 'x' });
  for (let latest = 60; latest <= 120; latest += 1) {
    const carried = notes(latest - 19, latest);
    loaded = withCarried(loaded, carried);
    expect(withCarried(loaded, carried)).toBe(loaded);
    expect(idsOf([...notesBefore(loaded, carried), ...carried])).toEqual(idsOf(notes(11, latest)));
  }
});

it('keeps the order when the list is older than the loaded notes', () => {
  const loaded = withPage(NONE_LOADED, { notes: notes(21, 70), next: 'x' });
  const carried = notes(41, 60);
  expect(idsOf(notesBefore(loaded, carried))).toEqual(idsOf(notes(21, 40)));
});
