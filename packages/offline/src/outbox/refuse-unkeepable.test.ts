import type { NewEntry } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { refuseUnkeepable } from './refuse-unkeepable.ts';

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
])(
  'the outbox refuses by name a part that no header can carry or no store can keep: %s',
  (pointer, part) => {
    const refused = expect.objectContaining({
      code: 'INPUT_INVALID',
      details: { issues: [expect.objectContaining({ pointer })] },
    });
    expect(() => refuseUnkeepable({ ...entry, ...part })).toThrow(refused);
  },
);

it('the outbox takes names in any script, and any lane', () => {
  expect(() =>
    refuseUnkeepable({ ...entry, id: '~ 1', owner: 'Мира 🦊', lane: 'Zettel \ud800' }),
  ).not.toThrow();
});
