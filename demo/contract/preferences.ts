import * as z from 'zod/mini';

/** The preferences of one writer. The server keeps them, so that they are the same on each device. */
export const Preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  textSize: z.enum(['small', 'normal', 'large', 'larger']),
  motion: z.enum(['system', 'reduced', 'full']),
  language: z.enum(['system', 'en', 'de']),
  /** Whether the app tells outside of its window that something needs the writer. */
  notifications: z.boolean(),
  /** Whether a failed generation is tried again without asking. */
  retry: z.enum(['automatic', 'ask']),
});
export type Preferences = z.infer<typeof Preferences>;

/** Only what the writer changes, so that two devices change two preferences. */
export const PreferencesChange = z.strictObject(z.partial(Preferences).shape);
export type PreferencesChange = z.infer<typeof PreferencesChange>;

export const DEFAULT_PREFERENCES: Preferences = Object.freeze({
  theme: 'system',
  textSize: 'normal',
  motion: 'system',
  language: 'system',
  notifications: false,
  retry: 'automatic',
});

/** The preferences with a change. */
export function changed(preferences: Preferences, change: PreferencesChange): Preferences {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...preferences, ...Object.fromEntries(given) };
}
