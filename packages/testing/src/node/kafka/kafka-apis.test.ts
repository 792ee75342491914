import { expect, it } from 'vitest';
import { KAFKA_APIS, nameOfApi } from './kafka-apis.ts';

it('names a request by its key in the protocol, and gives the key of an unknown one', () => {
  for (const [name, key] of Object.entries(KAFKA_APIS)) expect(nameOfApi(key)).toBe(name);
  expect(nameOfApi(71)).toBe('71');
});
