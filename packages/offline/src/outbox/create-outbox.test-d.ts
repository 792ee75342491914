import { createCell, createHoldfast, fetchTransport } from '@holdfast/core';
import type { Runtime } from '@holdfast/core/parts';
import { expectTypeOf } from 'vitest';
import { createOutbox } from './create-outbox.ts';
import type { Outbox } from './outbox.ts';

const transport = fetchTransport();
const identity = createCell({ subject: 'ann' });

expectTypeOf(createOutbox({ transport, identity })).toEqualTypeOf<Outbox>();
expectTypeOf(createOutbox()).toEqualTypeOf<(runtime: Runtime) => Outbox>();
expectTypeOf(createOutbox({ name: 'notes' })).toEqualTypeOf<(runtime: Runtime) => Outbox>();
// @ts-expect-error an outbox that stands alone must know who is signed in
createOutbox({ transport });
// @ts-expect-error the runtime gives both
createOutbox({ identity });

expectTypeOf(createHoldfast({ transport, outbox: createOutbox() }).outbox).toExtend<Outbox>();
expectTypeOf(createHoldfast({ transport, outbox: createOutbox }).outbox).toExtend<Outbox>();
