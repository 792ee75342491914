import { expectTypeOf } from 'vitest';
import type { ConnectivityTracker } from '../connectivity/create-connectivity.ts';
import { fetchTransport } from '../exchange/network/fetch-transport.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { RuntimeOutbox } from '../ports/runtime-outbox.ts';
import { createHoldfast, type Holdfast } from './create-holdfast.ts';
import type { HoldfastOptions, Runtime } from './holdfast-options.ts';

interface OwnOutbox extends RuntimeOutbox {
  drain(): Promise<void>;
}
declare const ownOutbox: OwnOutbox;
declare const drafts: DraftStore;
declare const preset: {
  readonly outbox: (runtime: Runtime) => OwnOutbox;
  readonly drafts: (runtime: Runtime) => DraftStore;
};
const transport = fetchTransport();

// A given part is there, with its own type, whether the app or a factory made it.
const whole = createHoldfast({ transport, outbox: ownOutbox, drafts: () => drafts });
expectTypeOf(whole.outbox.drain).returns.resolves.toBeVoid();
expectTypeOf(whole.drafts).toExtend<DraftStore>();
expectTypeOf(whole).toExtend<Holdfast>();
const bundled = createHoldfast({ transport, ...preset });
expectTypeOf(bundled.outbox.drain).toBeFunction();

// A part that was not given may be missing.
const plain = createHoldfast({ transport });
expectTypeOf(plain.outbox).toEqualTypeOf<RuntimeOutbox | undefined>();
expectTypeOf(plain.connectivity).toEqualTypeOf<ConnectivityTracker>();
// @ts-expect-error the runtime may have no outbox
void plain.outbox.entries;
// @ts-expect-error the runtime has drafts, and no cache
void whole.cache.get;

// A part that may be given may be missing.
declare const perhaps: { readonly outbox?: OwnOutbox };
// @ts-expect-error the runtime may have no outbox
void createHoldfast({ transport, ...perhaps }).outbox.entries;
declare const any: HoldfastOptions;
expectTypeOf(createHoldfast(any).outbox).toExtend<RuntimeOutbox | undefined>();

// @ts-expect-error there is no such part
createHoldfast({ transport, outbx: ownOutbox });
// @ts-expect-error there is no such part, whatever its type
createHoldfast({ transport, outbx: ownOutbox as any }); // oxlint-disable-line typescript/no-explicit-any
// @ts-expect-error a preset is spread
createHoldfast({ transport, preset });
// @ts-expect-error a factory makes its part at once
createHoldfast({ transport, outbox: async () => ownOutbox });
// Connectivity is there in any case.
declare const sometimes: ConnectivityTracker | undefined;
for (const connectivity of [sometimes, undefined]) {
  const { connectivity: known } = createHoldfast({ transport, connectivity });
  expectTypeOf(known).toEqualTypeOf<ConnectivityTracker>();
}
// A part that is switched off after a preset is not there.
expectTypeOf(
  createHoldfast({ transport, ...preset, outbox: undefined }).outbox,
).toEqualTypeOf<undefined>();
// @ts-expect-error a runtime sends through a transport
createHoldfast({ outbox: ownOutbox });
// @ts-expect-error this factory makes no outbox
createHoldfast({ transport, outbox: () => drafts });

// A factory may ask only for what the runtime has.
createHoldfast({
  transport,
  outbox: (runtime) => {
    expectTypeOf(runtime.identity.getSnapshot()).toExtend<{ subject: string } | null>();
    expectTypeOf(runtime.outbox).toEqualTypeOf<RuntimeOutbox | undefined>();
    return ownOutbox;
  },
});
