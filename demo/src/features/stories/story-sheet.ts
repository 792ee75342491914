import * as z from 'zod/mini';
import { Revision } from '../../../contract/character.ts';
import { StoryDraft, TellTake, type StorySave } from '../../../contract/story.ts';
import { spokenSchema } from '../../words/spoken-schema.ts';

/** The values of the sheet of a story while the writer fills it in. */
export const StorySheet = z.strictObject({
  ...StoryDraft.shape,
  revision: Revision,
  basedOn: z.nullable(Revision),
  /** The first chapter of a new story, and what should happen in it. */
  chapterId: z.uuid(),
  wish: TellTake.shape.prompt,
});
export type StorySheet = z.infer<typeof StorySheet>;

/** The schema of the sheet, with issues in the language of the page. */
export const spokenSheet = spokenSchema(StorySheet);

/** An empty sheet. It mints its ids here, so that saving it twice still makes one story. */
export function emptySheet(mint: () => string): StorySheet {
  const names = { id: mint(), revision: mint(), basedOn: null, chapterId: mint() };
  const said = { title: '', setting: '', wish: '' };
  return { ...names, ...said, tone: 'warm', length: 'medium', characterIds: [] };
}

export function saveOf({ chapterId: _chapterId, wish: _wish, ...save }: StorySheet): StorySave {
  return save;
}
