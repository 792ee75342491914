import type { Platform } from './platform.ts';
import { webClock } from './web-clock.ts';
import { webRandomBytes } from './web-random-bytes.ts';

/** The platform of browsers, workers and Node. */
export const webPlatform: Platform = { ...webClock, randomBytes: webRandomBytes };
