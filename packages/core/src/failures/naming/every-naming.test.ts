import { describe, expect, it } from 'vitest';
import { toNetworkFailure } from '../../exchange/network/network-failure.ts';
import { isFailure } from '../failure.ts';
import { asFailure } from './as-failure.ts';
import { asStorageFailure } from './as-storage-failure.ts';
import { toFailure } from './to-failure.ts';
import { toImportFailure } from './to-import-failure.ts';
import { toIndexedDbFailure } from './to-indexed-db-failure.ts';
import { toJsonFailure } from './to-json-failure.ts';
import { toLockFailure } from './to-lock-failure.ts';
import { toRenderFailure } from './to-render-failure.ts';
import { toStorageFailure } from './to-storage-failure.ts';
import { toWorkerFailure } from './to-worker-failure.ts';

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const refuses = (): never => {
  throw new Error('not for you');
};
const refusing: readonly (readonly [string, unknown])[] = [
  ['a symbol', Symbol('s')],
  ['an object without a prototype', Object.create(null)],
  ['a revoked proxy', revoked()],
  ['an error whose cause is a revoked proxy', new Error('no', { cause: revoked() })],
  ['a list of revoked proxies', new AggregateError([revoked(), revoked()])],
  ['errors that are a revoked proxy', { errors: revoked() }],
  ['errors that refuse to be read', { errors: new Proxy([1], { get: refuses }) }],
  ['issues that are a revoked proxy', { issues: revoked() }],
  ['an object that refuses to be read', new Proxy({}, { get: refuses, getPrototypeOf: refuses })],
];

describe.each<[string, (thrown: unknown) => unknown]>([
  ['asFailure', asFailure],
  ['asStorageFailure', asStorageFailure],
  ['toFailure', toFailure],
  ['toImportFailure', toImportFailure],
  ['toIndexedDbFailure', toIndexedDbFailure],
  ['toJsonFailure', toJsonFailure],
  ['toLockFailure', toLockFailure],
  ['toNetworkFailure', toNetworkFailure],
  ['toRenderFailure', toRenderFailure],
  ['toStorageFailure', toStorageFailure],
  ['toWorkerFailure', toWorkerFailure],
])('%s', (_name, naming) => {
  it.each(refusing)('gives a failure, and never throws, for %s', (_title, thrown) => {
    expect(isFailure(naming(thrown))).toBe(true);
  });
});
