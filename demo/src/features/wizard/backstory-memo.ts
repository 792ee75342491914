import * as z from 'zod/mini';
import { BackstoryWish } from '../../../contract/backstory.ts';

/** The name of the note in the draft. */
export const BACKSTORY_MEMO = 'backstory';

/** A generation under way. The draft keeps it, so that it goes on after a crash. */
const BackstoryMemo = z.strictObject({
  /** The key of the generation: the server writes and bills it once. */
  key: z.string(),
  wish: BackstoryWish,
  /** How much of the text is in the field already. */
  poured: z.int().check(z.nonnegative()),
});
export type BackstoryMemo = z.infer<typeof BackstoryMemo>;

export function readBackstoryMemo(note: string | undefined): BackstoryMemo | undefined {
  if (!note) return undefined;
  try {
    return BackstoryMemo.safeParse(JSON.parse(note)).data;
  } catch {
    return undefined;
  }
}
