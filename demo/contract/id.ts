import * as z from 'zod/mini';

/** A UUID in small letters: UUIDs compare without case, and text in a database does not. */
export const Id = z.uuid().check(z.toLowerCase());
