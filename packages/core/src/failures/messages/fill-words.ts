/** A text with its facts in place of `{name}`. A fact that is not known is left empty. */
export function fillWords(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '').trim();
}
