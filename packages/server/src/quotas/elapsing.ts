import { type Platform, webPlatform } from '@holdfast/core/parts';

/** Completes a partial platform with a clock that does not jump. */
export type Elapsing<TPlatform> = TPlatform & Partial<Pick<Platform, 'monotonic'>>;

export function elapsing<TPlatform>(
  platform: Elapsing<TPlatform>,
): TPlatform & Pick<Platform, 'monotonic'> {
  const { monotonic = webPlatform.monotonic } = platform;
  return { ...platform, monotonic };
}
