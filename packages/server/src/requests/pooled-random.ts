import { type Platform, webPlatform } from '@holdfast/core';

const POOL_BYTES = 4096;

/** The ambient platform, which draws chance in advance: ten bytes cost the system as much as thousands. */
export const pooledPlatform: Platform = {
  ...webPlatform,
  randomBytes: pooled(webPlatform.randomBytes),
};

/** No byte is given twice, and none is kept once it was given. */
export function pooled(draw: Platform['randomBytes']): Platform['randomBytes'] {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return (count) => {
    if (count > POOL_BYTES) return draw(count);
    if (used + count > pool.byteLength) {
      pool = draw(POOL_BYTES);
      used = 0;
    }
    const given = pool.slice(used, used + count);
    pool.fill(0, used, used + count);
    used += count;
    return given;
  };
}
