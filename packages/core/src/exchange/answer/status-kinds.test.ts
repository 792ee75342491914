import { expect, it } from 'vitest';
import { kindOfStatus } from './status-kinds.ts';

it.each([
  [100, 'STATUS_UNEXPECTED'],
  [302, 'STATUS_UNEXPECTED'],
  [399, 'STATUS_UNEXPECTED'],
  [400, 'BAD_REQUEST'],
  [402, 'PAYMENT_REQUIRED'],
  [407, 'PROXY_REFUSED'],
  [411, 'CLIENT_ERROR'],
  [418, 'CLIENT_ERROR'],
  [426, 'CLIENT_OUTDATED'],
  [499, 'CLIENT_ERROR'],
  [500, 'SERVER_ERROR'],
  [505, 'OTHER_SERVER_ERROR'],
  [507, 'SERVER_STORAGE_FULL'],
  [511, 'CAPTIVE_PORTAL'],
  [599, 'OTHER_SERVER_ERROR'],
  [600, 'STATUS_UNEXPECTED'],
  [999, 'STATUS_UNEXPECTED'],
])('status %i is %s', (status, code) => {
  expect(kindOfStatus(status).code).toBe(code);
});
