/** The paragraphs of a text. Each line is one, and an empty line is none. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n+/u).filter((line) => line.trim() !== '');
}
