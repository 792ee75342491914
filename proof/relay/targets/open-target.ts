import { openHttpTarget } from './http-target.ts';
import { openKafkaTarget } from './kafka-target.ts';
import type { Target } from './target.ts';

/** Opens a receiver. A new kind has a file here and a row in both of these functions. */
export const openTarget: Readonly<Record<Target['kind'], () => Promise<Target>>> = {
  http: openHttpTarget,
  kafka: openKafkaTarget,
};
