import type { Runtime } from '@holdfast/core/parts';
import type { OutboxOptions } from './outbox.ts';
import { wholeUrl } from './web-whole-url.ts';

/** The options of an outbox that a runtime gives. */
export function optionsOfRuntime(runtime: Runtime): OutboxOptions {
  const { transport, identity, baseUrl, platform, connectivity, unsavedWork, sink } = runtime;
  const { toFailure } = runtime;
  const whole = wholeUrl(baseUrl);
  return {
    ...{ transport, identity, platform, connectivity, sinks: sink ? [sink] : [] },
    toFailure,
    ...(whole && { baseUrl: whole }),
    ...(unsavedWork && { unsavedWork }),
  };
}
