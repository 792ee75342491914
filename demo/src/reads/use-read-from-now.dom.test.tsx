import { defineRead } from '@holdfast/core';
import { useRead } from '@holdfast/react';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { useReadFromNow } from './use-read-from-now.ts';

afterEach(endResilient);

const title = defineRead('story.title', {
  input: z.object({ id: z.string() }),
  request: ({ id }) => ({ path: id }),
});

function Page(): ReactElement {
  return <h1>{String(useRead(title, { id: 'one' }).state.value)}</h1>;
}

function Conflict(): ReactElement {
  const { state } = useReadFromNow(title, { id: 'one' });
  return <p>{String(state.value)}</p>;
}

it('a conflict shows the present version of the server, also where the page read the version before it a moment ago', async () => {
  const world = createWorld();
  world.transport.answerWith(() => jsonAnswer('The Lamp'));
  const { advance, container, rerender } = renderResilient(<Page />, { world });
  await advance(0);
  world.transport.answerWith(() => jsonAnswer('The Harbour'));
  rerender(
    <>
      <Page />
      <Conflict />
    </>,
  );
  expect(container.querySelector('p')?.textContent).toBe('undefined');
  await advance(0);
  expect(container.querySelector('p')?.textContent).toBe('The Harbour');
});
