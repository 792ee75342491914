import * as z from 'zod/mini';

/**
 * The ids of what the server keeps and cannot read: it is damaged, or a newer version wrote it. The list has everything
 * else. A healthy list has none.
 */
export const Damaged = z.optional(z.array(z.string()));
