import * as z from 'zod/mini';

/**
 * An object with any names, whose values all have this schema. zod's `record` promises the same, and is code that every
 * page would carry for it.
 */
export const byName = <T extends z.core.SomeType>(value: T) => z.catchall(z.object({}), value);
