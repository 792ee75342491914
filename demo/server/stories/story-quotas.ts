/** How much one account may store of stories. The server refuses a write that would exceed one of these limits. */
export interface StoryQuotas {
  readonly stories: number;
  readonly chaptersPerStory: number;
  readonly takesPerChapter: number;
  /** Of all texts of the account together, those of characters included. */
  readonly bytes: number;
}

export const STORY_QUOTAS: StoryQuotas = {
  stories: 1000,
  chaptersPerStory: 100,
  takesPerChapter: 200,
  bytes: 16 * 1024 * 1024,
};
