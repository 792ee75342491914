import { describe, expect, it } from 'vitest';
import { createProgress } from './progress.ts';

describe('the progress of an operation', () => {
  it('is idle before anything is asked', () => {
    expect(createProgress().getSnapshot()).toEqual({ kind: 'idle' });
  });

  it.each([
    ['nothing', null, 0],
    ['text, in bytes', 'né', 3],
    ['bytes', new Uint8Array(5), 5],
  ])('tells how many bytes are sent: %s', (_, body, totalBytes) => {
    const progress = createProgress();
    progress.sending({ body });
    expect(progress.getSnapshot()).toEqual({ kind: 'sending', totalBytes });
  });

  it.each([
    ['the server says so', { 'content-length': '100' }, 100],
    ['it does not', {}, undefined],
    // The header counts compressed bytes, and the bytes that arrive are not compressed.
    [
      'the answer is compressed',
      { 'content-length': '100', 'content-encoding': 'gzip' },
      undefined,
    ],
    ['it is no number', { 'content-length': '1e3' }, undefined],
    ['it is two', { 'content-length': '5, 5' }, undefined],
    ['it is beyond counting', { 'content-length': '9'.repeat(16) }, undefined],
  ])('knows how many bytes will come when %s', (_, headers: Record<string, string>, totalBytes) => {
    const progress = createProgress();
    progress.receiving(3, headers);
    expect(progress.getSnapshot()).toEqual({ kind: 'receiving', receivedBytes: 3, totalBytes });
  });
});
