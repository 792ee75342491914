import * as z from 'zod';

// The page's content security policy forbids the code that zod would otherwise generate, and zod looks
// for a way to generate it when the first schema is made: import this before any.
z.config({ jitless: true });
