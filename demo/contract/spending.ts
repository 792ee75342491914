import * as z from 'zod/mini';

/** Money in millionths of a dollar, as an integer. */
export const Micros = z.int().check(z.nonnegative());

/** What one generation cost. The server writes it when the generation begins, and once more when it ends. */
export const Receipt = z.strictObject({
  /** The id of the generation. */
  id: z.string(),
  what: z.enum(['story', 'backstory', 'portrait']),
  /** The name of the story or the character, as it was when the generation began. */
  title: z.string(),
  /** Reserved: the generation still runs, and may cost `reservedMicros`. Ended: it cost `spentMicros`. */
  state: z.enum(['reserved', 'ended']),
  reservedMicros: Micros,
  spentMicros: Micros,
  /** What the writer gets back: the part of the reservation that was not spent. */
  returnedMicros: Micros,
  at: z.int(),
});
export type Receipt = z.infer<typeof Receipt>;

/** What a writer may still spend today. */
export const Spending = z.strictObject({
  limitMicros: Micros,
  spentMicros: Micros,
  reservedMicros: Micros,
  /** When a new day begins for this budget. */
  renewsAt: z.int(),
  /** The latest receipts first. */
  receipts: z.array(Receipt),
});
export type Spending = z.infer<typeof Spending>;
