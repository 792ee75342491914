import type { TextPrompt } from '../generator.ts';
import { english } from './english/english.ts';
import { german } from './german/german.ts';
import { tellBackstory } from './tell-backstory.ts';
import { tellStory } from './tell-story.ts';

/** Tells a text by the grammar of its language, with no more words than were ordered. */
export function tell(prompt: TextPrompt): string {
  const decks = prompt.language === 'de' ? german : english;
  const paragraphs = prompt.story ? tellStory(prompt, decks) : tellBackstory(prompt, decks);
  return leadOf(prompt.before, paragraphs[0] ?? '') + paragraphs.join('\n\n');
}

/** The text between the earlier text and its continuation. */
function leadOf(before: string, first: string): string {
  if (before === '') return '';
  if (/^[–…]/u.test(first)) return /\s$/u.test(before) ? '' : ' ';
  return /\n\s*$/u.test(before) ? '' : '\n\n';
}
