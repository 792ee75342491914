import { expect, it } from 'vitest';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { accountFull, quotaExceeded } from './quota-exceeded.ts';

const context = { requestId: 'r', incidentId: 'i' };

it('says when a quota of a day is free again', async () => {
  const answer = toProblemResponse(quotaExceeded({ what: 'keys', limit: 3 }, 1500), context);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await answer.json()).toMatchObject({
    ...{ code: 'QUOTA_EXCEEDED', details: { what: 'keys', limit: 3 } },
  });
});

it('answers a full account with a status that no client repeats by itself', async () => {
  const answer = toProblemResponse(accountFull({ what: 'notes', limit: 3 }), context);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([403, null]);
  expect(await answer.json()).toMatchObject({
    ...{ code: 'ACCOUNT_FULL', details: { what: 'notes', limit: 3 } },
  });
});
