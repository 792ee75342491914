import type { Answer } from '@holdfast/core/parts';
import { expect, it, vi } from 'vitest';
import { jsonAnswer, scriptedTransport } from './scripted-transport.ts';

const request = { method: 'GET', url: '/notes', headers: {}, body: null } as const;

it('sends nothing for a caller that has left already, as no transport does', async () => {
  const transport = scriptedTransport();
  const script = vi.fn<() => Answer>(() => jsonAnswer([]));
  transport.answerWith(script);
  const sent = transport.send(request, { signal: AbortSignal.abort() });
  await expect(sent).rejects.toMatchObject({ code: 'ABORTED' });
  expect(transport.requests).toEqual([]);
  expect(script).not.toHaveBeenCalled();
});

it('rejects for a caller that leaves while the answer is on its way', async () => {
  const transport = scriptedTransport();
  transport.answerWith(() => new Promise(() => {}));
  const leaving = new AbortController();
  const sent = transport.send(request, { signal: leaving.signal });
  leaving.abort();
  await expect(sent).rejects.toMatchObject({ code: 'ABORTED' });
  expect(transport.requests).toHaveLength(1);
});
