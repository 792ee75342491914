import type { TextPrompt } from './generator.ts';

const ENGLISH = /\b(?:the|and|of|to|is|was|with|her|his|she|he|they|who|for|from)\b/giu;
const GERMAN =
  /\b(?:der|die|das|und|ist|war|mit|ein|eine|einer|sie|er|nicht|auf|von|im|den|dem|zu|wer|aus)\b|[äöüß]/giu;

/**
 * The language of a writer's texts, for a story that does not name one. If the texts do not show it, the language
 * of the browser decides, by its `Accept-Language`.
 */
export function languageOf(
  texts: readonly string[],
  acceptLanguage: string | null = null,
): TextPrompt['language'] {
  const all = texts.join('\n');
  const german = all.match(GERMAN)?.length ?? 0;
  const english = all.match(ENGLISH)?.length ?? 0;
  if (german !== english) return german > english ? 'de' : 'en';
  return /^\s*de\b/iu.test(acceptLanguage ?? '') ? 'de' : 'en';
}
