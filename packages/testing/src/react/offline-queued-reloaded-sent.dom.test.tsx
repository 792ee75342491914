import { defineRead, defineWrite } from '@holdfast/core';
import { StatusLine, useOutbox, useRead, useWrite } from '@holdfast/react';
import { createDevice, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

afterEach(endResilient);

const listNotes = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const addNote = defineWrite('note.add', {
  request: () => ({ method: 'POST', path: 'notes' }),
  offline: 'queue',
  invalidates: [listNotes],
});

function Notes(): ReactElement {
  const { state } = useRead(listNotes);
  const add = useWrite(addNote);
  return (
    <>
      <p>{`notes: ${String(state.value)}`}</p>
      <button onClick={() => void add.run()}>Add</button>
      <StatusLine state={add.state} />
      <p>{`waiting: ${useOutbox().size}`}</p>
    </>
  );
}

describe('a page on a device of a test', () => {
  it('needs ten lines to show that it sends offline writes after a reload', async () => {
    const device = createDevice();
    device.transport.answerWith(() => jsonAnswer({ id: 'n1' }, 201));
    device.goOffline();
    const page = renderResilient(<Notes />, { world: device });
    page.getByText('Add').click();
    await page.findByText('waiting: 1');
    page.reload();
    device.goOnline();
    await page.findByText('waiting: 0');
    expect(device.transport.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('sends offline writes after a reload', async () => {
    const device = createDevice();
    device.transport.answerWith(({ method }) => jsonAnswer(method === 'POST' ? 'ok' : 'milk'));
    device.goOffline();
    const page = renderResilient(<Notes />, { world: device });
    fireEvent.click(screen.getByText('Add'));
    await page.advance(0);
    expect(screen.getByText('Saved on this device, waiting to send')).toBeTruthy();
    page.reload();
    expect(screen.getByText('waiting: 1')).toBeTruthy();
    device.goOnline();
    await page.advance(2_000);
    expect(screen.getByText('waiting: 0')).toBeTruthy();
    expect(device.transport.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(screen.getByText('notes: milk')).toBeTruthy();
  });

  it('sends writes that were under way again after a reload, under the same key', async () => {
    const device = createDevice();
    const answers: (() => void)[] = [];
    device.transport.answerWith(({ method }) =>
      method === 'GET'
        ? jsonAnswer('milk')
        : new Promise((resolve) => answers.push(() => resolve(jsonAnswer('ok')))),
    );
    const page = renderResilient(<Notes />, { world: device });
    fireEvent.click(screen.getByText('Add'));
    await page.advance(0);
    page.reload();
    await page.advance(0);
    answers[0]?.();
    await page.advance(0);
    // The answer to a closed page reaches no page.
    expect(screen.getByText('waiting: 1')).toBeTruthy();
    answers[1]?.();
    await page.advance(0);
    expect(screen.getByText('waiting: 0')).toBeTruthy();
    const keys = device.transport.requests
      .filter(({ method }) => method === 'POST')
      .map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('sends at once while there is a network, and shows the answer', async () => {
    const device = createDevice();
    device.transport.answerWith(() => jsonAnswer('ok'));
    const page = renderResilient(<Notes />, { world: device });
    fireEvent.click(screen.getByText('Add'));
    await page.advance(0);
    expect(screen.getByText('Up to date')).toBeTruthy();
  });

  it('retries a write that the server could not take, and keeps one that it refuses', async () => {
    const device = createDevice();
    device.transport.answerWith(() => jsonAnswer('busy', 503));
    const page = renderResilient(<Notes />, { world: device });
    fireEvent.click(screen.getByText('Add'));
    await page.advance(0);
    expect(device.outbox.entries.getSnapshot()).toMatchObject([{ state: { kind: 'waiting' } }]);
    device.transport.answerWith(() => jsonAnswer('no', 403));
    await page.advance(1_000);
    expect(device.outbox.entries.getSnapshot()).toMatchObject([{ state: { kind: 'dead' } }]);
  });
});
