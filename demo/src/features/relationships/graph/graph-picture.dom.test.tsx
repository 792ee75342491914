import { render, screen, cleanup } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { drawnGraph, type DrawnEdge } from './drawn-graph.ts';
import { GraphPicture } from './graph-picture.tsx';

afterEach(cleanup);

const edge = (id: string, fromId: string, toId: string, label: string): DrawnEdge => ({
  ...{ id, fromId, toId, label, kind: 'rival', weight: 3 },
});
const edges = [edge('ab', 'a', 'b', 'Ada and Ben are rivals.')];
const ends = ['Ada', 'Ben'].map((name) => ({ id: name.charAt(0).toLowerCase(), name }));

function show() {
  const [onSelect, onChoose] = [vi.fn<(id: string) => void>(), vi.fn<(id: string) => void>()];
  render(
    <GraphPicture
      drawn={drawnGraph(edges, ends, 600, { chosen: undefined, selected: undefined })}
      selected={undefined}
      of={undefined}
      titleId="title"
      helpId="help"
      onSelect={onSelect}
      onChoose={onChoose}
    />,
  );
  return { onSelect, onChoose, user: userEvent.setup() };
}

const focused = (): string | null | undefined => document.activeElement?.getAttribute('aria-label');

it('is one stop of the tab key, and arrows walk from a person over a relationship to the other', async () => {
  const { user } = show();
  await user.tab();
  expect(focused()).toMatch(/^Ada/);
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Ada and Ben are rivals.');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toMatch(/^Ben/);
  await user.keyboard('{Home}');
  expect(focused()).toMatch(/^Ada/);
  await user.tab();
  expect(document.activeElement).toBe(document.body);
  await user.tab({ shift: true });
  expect(focused()).toMatch(/^Ada/);
});

it('chooses a person, and selects a relationship, by Enter and by the space bar', async () => {
  const { user, onSelect, onChoose } = show();
  await user.tab();
  await user.keyboard('{Enter}');
  expect(onChoose.mock.calls).toEqual([['a']]);
  await user.keyboard('{ArrowDown} ');
  expect(onSelect.mock.calls).toEqual([['ab']]);
  expect(screen.getAllByRole('button')).toHaveLength(3);
});
