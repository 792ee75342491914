import { createCell, defineStream, Failure, type StandardSchema } from '@holdfast/core';
import {
  type Cell,
  type StreamWatch,
  STREAM_IDLE,
  type StreamPort,
  type StreamState,
} from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Announcer } from './announcer/announcer.tsx';
import { StatusLine } from './status/status-line.tsx';
import { useStream } from './use-stream.ts';

afterEach(endResilient);

const prompt: StandardSchema<{ readonly about: string }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value: value as { readonly about: string } }),
  },
};
const failure = new Failure(NETWORK_FAILED);
const kept = {
  ...{ since: 0, id: 's1', seq: 2, offset: 4, text: 'Once', events: [] },
  ...{ micros: undefined, faultAt: undefined },
};
const flowing: StreamState = { kind: 'streaming', ...kept };
const broken = (resuming: boolean): StreamState => ({
  kind: 'interrupted',
  ...{ ...kept, failure, resumable: true, resuming },
});

/** Streams that the test controls, one for each input. */
function streams() {
  const cells = new Map<string, Cell<StreamState>>();
  const done: string[] = [];
  const cell = (about: string): Cell<StreamState> => {
    const known = cells.get(about) ?? createCell<StreamState>(STREAM_IDLE);
    cells.set(about, known);
    return known;
  };
  const port: StreamPort = {
    open(_, input) {
      const { about } = input as { about: string };
      const note = (what: string) => async () => void done.push(`${what} ${about}`);
      return {
        ...cell(about),
        start: note('start'),
        resume: note('resume'),
        async cancel() {
          await note('cancel')();
          if (about === 'deaf') throw failure;
        },
      } as unknown as StreamWatch;
    },
    run: () => expect.fail('a hook runs no stream'),
  };
  return { cell, done, world: createWorld({ streams: () => port }) };
}

function Story({ about }: { readonly about: string }): ReactElement {
  // Described anew in each render, on purpose.
  const tell = defineStream('story.tell', {
    input: prompt,
    request: (input) => ({ path: 'tell', query: input }),
  });
  const story = useStream(tell, { about });
  const { stream, state, start, stop, interrupted, progress } = story;
  const [failed, setFailed] = useState('');
  return (
    <>
      <p data-testid="text">{story.text || stream.kind}</p>
      <p data-testid="bytes">{progress?.bytes}</p>
      <p data-testid="failed">{failed}</p>
      {interrupted?.resumable && <button onClick={() => void story.continue()}>Go on</button>}
      <StatusLine state={state} label="Story" />
      <button type="button" onClick={() => void start()}>
        Tell
      </button>
      <button
        type="button"
        onClick={() => void stop().then((untold) => setFailed(untold?.code ?? 'stopped'))}
      >
        Stop
      </button>
      <Announcer />
    </>
  );
}
const text = (): string | null => screen.getByTestId('text').textContent;
const set = (cell: Cell<StreamState>, state: StreamState): void => act(() => cell.set(state));

describe('useStream', () => {
  it('shows the text as it comes, and begins no stream by itself', () => {
    const { cell, done, world } = streams();
    renderResilient(<Story about="fox" />, { world });
    expect(text()).toBe('idle');
    set(cell('fox'), flowing);
    expect(text()).toBe('Once');
    expect(screen.getByText('Writing…')).toBeDefined();
    expect(done).toEqual([]);
  });

  it('begins a stream and stops it when the app says so', async () => {
    const { done, world } = streams();
    const { advance } = renderResilient(<Story about="fox" />, { world });
    fireEvent.click(screen.getByText('Tell'));
    fireEvent.click(screen.getByText('Stop'));
    await advance(0);
    expect(done).toEqual(['start fox', 'cancel fox']);
    expect(screen.getByTestId('failed').textContent).toBe('stopped');
  });

  it('gives the failure when the server could not be told to stop', async () => {
    const { world } = streams();
    const { advance } = renderResilient(<Story about="deaf" />, { world });
    fireEvent.click(screen.getByText('Stop'));
    await advance(0);
    expect(screen.getByTestId('failed').textContent).toBe('NETWORK_FAILED');
  });

  it('says how far it has come, and goes on where it was interrupted', () => {
    const { cell, done, world } = streams();
    renderResilient(<Story about="fox" />, { world });
    expect(screen.getByTestId('bytes').textContent).toBe('');
    set(cell('fox'), broken(false));
    expect(screen.getByTestId('bytes').textContent).toBe('4');
    fireEvent.click(screen.getByText('Go on'));
    expect(done).toEqual(['resume fox']);
    set(cell('fox'), flowing);
    expect(screen.queryByText('Go on')).toBeNull();
    expect(text()).toBe('Once');
  });

  it('shows another stream when the input changes', () => {
    const { cell, world } = streams();
    const { rerender } = renderResilient(<Story about="fox" />, { world });
    set(cell('fox'), flowing);
    rerender(<Story about="owl" />);
    expect(text()).toBe('idle');
    rerender(<Story about="fox" />);
    expect(text()).toBe('Once');
  });

  it('reads out that the stream stopped, but not that the reader resumes it by itself', () => {
    const { cell, world } = streams();
    renderResilient(<Story about="fox" />, { world });
    set(cell('fox'), flowing);
    set(cell('fox'), broken(true));
    expect(screen.getByText(/^Stopped here, going on by itself/)).toBeDefined();
    expect(screen.getByRole('status').textContent).toBe('');
    set(cell('fox'), broken(false));
    expect(screen.getByRole('status').textContent).toMatch(
      /^Story: Stopped here; the text is kept/,
    );
  });
});
