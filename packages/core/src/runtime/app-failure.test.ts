import { describe, expect, it } from 'vitest';
import { toFailure } from '../failures/naming/to-failure.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { createHoldfast } from './create-holdfast.ts';
import type { Transport } from '../exchange/transport.ts';

const refused = Object.assign(new Error('no'), { response: { status: 409 } });
const throwing: Transport = { send: () => Promise.reject(refused) };
const read = defineRead('read', { request: () => ({ path: '/' }) });
const write = defineWrite('write', {
  request: () => {
    throw refused;
  },
});

describe('an error that is no failure', () => {
  it("is `UNKNOWN` from the transport and `DEFECT` from the app's code, and tells its name", async () => {
    const holdfast = createHoldfast({ transport: throwing });
    const sent = await holdfast.run(read);
    expect(sent).toMatchObject({ failure: { code: 'UNKNOWN', cause: { name: 'Error' } } });
    expect(await holdfast.run(write)).toMatchObject({
      failure: { code: 'DEFECT', effect: 'none', cause: { name: 'Error' } },
    });
  });

  it('has the name that the given `toFailure` knows, wherever it was thrown', async () => {
    const holdfast = createHoldfast({ transport: throwing, toFailure });
    expect(await holdfast.run(read)).toMatchObject({ failure: { code: 'CONFLICT', status: 409 } });
    expect(await holdfast.run(write)).toMatchObject({
      failure: { code: 'CONFLICT', effect: 'none' },
    });
  });
});
