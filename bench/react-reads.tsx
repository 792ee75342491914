// A thousand components read one list: how often the page asks, and how often each of them renders.
import { createHoldfast, defineRead, type Transport } from '@holdfast/core';
import { HoldfastProvider, useRead, type ReadResult } from '@holdfast/react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { nextTask } from './react-side-by-side.ts';

const READERS = 1_000;
const listNotes = defineRead('note.list', {
  output: {
    '~standard': {
      version: 1,
      vendor: 'bench',
      validate: (value) => ({ value: value as string[] }),
    },
  },
  request: () => ({ path: 'notes' }),
});

export interface Reads {
  readonly components: number;
  /** Requests until all components showed the first answer. */
  readonly requests: number;
  /** The states that the components showed after one of them asked again. */
  readonly changes: number;
  /** The renders for these changes of the component with the most, and of the one with the fewest. */
  readonly mostRenders: number;
  readonly fewestRenders: number;
}

export async function reads(): Promise<Reads> {
  let requests = 0;
  const transport: Transport = {
    async send({ url }) {
      requests += 1;
      const body = new TextEncoder().encode(JSON.stringify([`note ${requests}`]));
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body,
        url,
        redirected: false,
      };
    },
  };
  const holdfast = createHoldfast({ transport, baseUrl: location.origin });
  const renders = Array.from({ length: READERS }, () => 0);
  const states = new Set<unknown>();
  let refresh: (() => Promise<void>) | undefined;

  const onRender = (index: number, read: ReadResult<readonly string[]>): void => {
    renders[index] = (renders[index] ?? 0) + 1;
    states.add(read.state);
    if (index === 0) refresh = read.refresh;
  };

  function Reader({ index }: { readonly index: number }): ReactElement {
    const read = useRead(listNotes);
    onRender(index, read);
    return <p>{read.state.value?.[0]}</p>;
  }

  const place = document.body.appendChild(document.createElement('main'));
  const root = createRoot(place);
  root.render(
    <HoldfastProvider holdfast={holdfast}>
      {renders.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the readers never change their places
        <Reader key={index} index={index} />
      ))}
    </HoldfastProvider>,
  );
  const shows = async (text: string): Promise<void> => {
    const isShown = (): boolean =>
      place.children.length === READERS &&
      [...place.children].every((one) => one.textContent === text);
    while (!isShown()) await nextTask();
  };
  await shows('note 1');
  const asked = requests;
  const before = [...renders];
  states.clear();
  await refresh?.();
  await shows(`note ${requests}`);
  const counts = renders.map((count, index) => count - (before[index] ?? 0));
  root.unmount();
  place.remove();
  return {
    ...{ components: READERS, requests: asked },
    ...{
      changes: states.size,
      mostRenders: Math.max(...counts),
      fewestRenders: Math.min(...counts),
    },
  };
}
