import type { NewEntry } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { keepable } from './refuse-unkeepable.ts';

const entry: NewEntry = {
  ...{ id: 'k1', owner: 'mira', lane: 'notes', operation: 'write', version: 1, input: {} },
  request: { method: 'POST', url: 'https://a.example/notes', headers: {}, body: '{}' },
  ...{ expectation: { accept: 'nothing' }, invalidates: [], honoursKey: true, incidentId: 'i1' },
};

it.each<[string, object]>([
  ['/id', { id: 'a"b' }],
  ['/id', { id: 'a\n' }],
  ['/id', { id: 'ключ' }],
  ['/id', { id: '' }],
  ['/id', { id: 5 }],
  ['/owner', { owner: '\ud800' }],
  ['/owner', { owner: '' }],
  ['/lane', { lane: 5 }],
  ['/lane', { lane: Promise.resolve('notes') }],
  ['/input', { input: { save() {} } }],
  ['/lane', { lane: undefined }],
  ['/lane', { lane: null }],
  ['/lane', { lane: Number.NaN }],
  ['/owner', { owner: {} }],
  ['/owner', { owner: null }],
  ['/operation', { operation: undefined }],
  ['/version', { version: Number.NaN }],
  ['/invalidates', { invalidates: 'notes' }],
  ['/invalidates', { invalidates: [undefined] }],
  ['/honoursKey', { honoursKey: 'yes' }],
  ['/incidentId', { incidentId: 'a\nb' }],
  ['/headers', { request: new Request('https://a.example/') }],
  ['/expectation', { expectation: undefined }],
  ['/expectation/accept', { expectation: { accept: 'xml' } }],
  ['/method', { request: { ...entry.request, method: 'patch' } }],
  ['/headers', { request: { ...entry.request, headers: new Headers() } }],
  ['/headers', { request: { ...entry.request, headers: { a: 5 } } }],
  ['/url', { request: { ...entry.request, url: new URL('https://a.example/') } }],
  ['/body', { request: { ...entry.request, body: { text: 'a' } } }],
  ['/body', { request: { ...entry.request, body: new Uint8Array(new SharedArrayBuffer(1)) } }],
])(
  'the outbox refuses by name a part that no header can carry or no store can keep: %s',
  (pointer, part) => {
    const refused = expect.objectContaining({
      code: 'INPUT_INVALID',
      details: { issues: [expect.objectContaining({ pointer })] },
    });
    expect(() => keepable({ ...entry, ...part })).toThrow(refused);
  },
);

it('the outbox takes names in any script, and any lane', () => {
  expect(() =>
    keepable({ ...entry, id: '~ 1', owner: 'Мира 🦊', lane: 'Zettel \ud800' }),
  ).not.toThrow();
});
