import * as z from 'zod/mini';

// The page's content security policy forbids the code that zod would otherwise generate. zod looks for a
// way to generate code when the app makes its first schema, so import this before any schema.
z.config({ jitless: true });
