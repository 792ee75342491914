import { defineRead } from '@holdfast/core';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { useReadEvery } from './use-read-every.ts';

afterEach(endResilient);

const figures = defineRead('figures', {
  input: z.object({ range: z.string() }),
  request: ({ range }) => ({ path: range }),
});

function Page({ range }: { readonly range: string }): ReactElement {
  return <p>{String(useReadEvery(10_000, figures, { range }).state.value)}</p>;
}

it('a screen that reads anew every ten seconds asks once when it opens, once for another choice, and then every ten seconds', async () => {
  const world = createWorld();
  const asked: string[] = [];
  world.transport.answerWith(({ url }) => {
    asked.push(url);
    return jsonAnswer(`${asked.length}`);
  });
  const { advance, container, rerender } = renderResilient(<Page range="hour" />, { world });
  await advance(0);
  expect(asked).toHaveLength(1);
  rerender(<Page range="day" />);
  await advance(0);
  expect(asked).toHaveLength(2);
  await advance(10_000);
  expect(asked).toHaveLength(3);
  await advance(10_000);
  expect(asked).toHaveLength(4);
  expect(container.textContent).toBe('4');
});
