import { Failure } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { recordOf } from './entry-record.ts';
import { entry } from './outbox-stage.contract.ts';
import { parseEntry } from './parse-entry.ts';

const failure = new Failure(UNAVAILABLE).toJSON();
const row = (change: object = {}): object => ({ ...recordOf(entry('a'), 5), seq: 1, ...change });
const request = (change: object): object => row({ request: { ...entry('a').request, ...change } });
const state = (kind: unknown, more: object = {}): object => row({ state: { kind, ...more } });
const most = 2 ** 51 - 1;

it.each<[string, object]>([
  ['with all that may be absent', row({ after: ['b'], temporaryId: 't', coalesce: 'c' })],
  ['with a body that lies apart', row({ bodyParts: { bytes: 5, sha256: '', text: true } })],
  ['that is encrypted', row({ sealed: new Uint8Array(3) })],
  ['with the ways of a `Request`', request({ init: { credentials: 'omit' } })],
  ['with headers', request({ headers: { 'content-type': 'text/plain' } })],
  ['whose answer is a text', row({ expectation: { accept: 'text' } })],
  ['whose answer is bytes', row({ expectation: { accept: 'bytes' } })],
  ['whose answer is nothing', row({ expectation: { accept: 'nothing' } })],
  ['that the last possible burst is sending', state('sending', { epoch: most })],
  ['that rests, and was woken', row({ rest: { since: 1, silences: 2, wakes: 3, backs: 4 } })],
  ...(['auth', 'dependency', 'conflict', 'schema', 'uncertain', 'quota', 'paused'] as const).map(
    (reason): [string, object] => [`blocked for ${reason}`, state('blocked', { reason, failure })],
  ),
  ['blocked without a failure', state('blocked', { reason: 'auth' })],
])('an entry %s is read', (_title, one) => {
  expect(parseEntry(one)).toBe(one);
});

it.each<[string, object]>([
  ...['id', 'key', 'owner', 'lane', 'operation', 'incidentId', 'traceparent'].map(
    (name): [string, object] => [`whose ${name} is no text`, row({ [name]: 7 })],
  ),
  ...['seq', 'version', 'createdAt', 'keyAt', 'sends', 'refusals', 'undoMs', 'maxAgeMs'].map(
    (name): [string, object] => [`whose ${name} is no number`, row({ [name]: Number.NaN })],
  ),
  ['that says perhaps whether keys are known', row({ honoursKey: 1 })],
  ['that says perhaps whether it is in doubt', row({ doubtful: undefined })],
  ['whose names to invalidate are no list', row({ invalidates: 'all' })],
  ['whose names to invalidate are no texts', row({ invalidates: [7] })],
  ['that comes after what is no list', row({ after: 'b' })],
  ['that comes after what is no id', row({ after: ['b', 7] })],
  ['whose temporary id is no text', row({ temporaryId: 7 })],
  ['whose key to coalesce is no text', row({ coalesce: 7 })],
  ['without a request', row({ request: null })],
  ['without a method', request({ method: undefined })],
  ['without an address', request({ url: undefined })],
  ['without headers', request({ headers: undefined })],
  ['with a header that is no text', request({ headers: { a: 7 } })],
  ['with a body that cannot be sent', request({ body: 7 })],
  ['with ways that are no object', request({ init: 'cors' })],
  ['without an expectation', row({ expectation: undefined })],
  ['with an unknown expectation', row({ expectation: { accept: 'toString' } })],
  ['with a rest that has no beginning', row({ rest: { silences: 2 } })],
  ['with a rest that is none', row({ rest: null })],
  ['with a rest without silences', row({ rest: { since: 1 } })],
  ['with a rest that counts no wakes', row({ rest: { since: 1, silences: 1, wakes: 'x' } })],
  ['with a rest that counts no returns', row({ rest: { since: 1, silences: 1, backs: 'x' } })],
  ['whose ciphertext is no bytes', row({ sealed: 'x' })],
  ['whose body of unknown length lies apart', row({ bodyParts: { sha256: '' } })],
  ['without a state', row({ state: undefined })],
  ['in an unknown state', state('done')],
  ['that a burst of too great a number is sending', state('sending', { epoch: most + 1 })],
  ['that half a burst is sending', state('sending', { epoch: 0.5 })],
  ['that waits from no time', state('waiting', { delayMs: 1, failure })],
  ['that waits for no time', state('waiting', { since: 1, failure })],
  ['that waits without a failure', state('waiting', { since: 1, delayMs: 1 })],
  ['blocked for an unknown reason', state('blocked', { reason: 'mood', failure })],
  ['blocked without a reason', state('blocked', { failure })],
  ['blocked with a failure that is none', state('blocked', { reason: 'auth', failure: 'no' })],
  ['dead without a failure', state('dead')],
])('a row %s is no entry', (_title, one) => {
  expect(parseEntry(one)).toBeUndefined();
});
