import type { WordsOfPage } from './words-of-page.ts';

/** The issue of a field in the words of the page. A sentence that they do not have stays as it is. */
export function issueInWords(message: string, { issues }: Pick<WordsOfPage, 'issues'>): string {
  return (Object.hasOwn(issues, message) && issues[message]) || message;
}
