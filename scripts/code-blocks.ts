export interface CodeBlock {
  readonly language: 'ts' | 'tsx';
  /**
   * The mark after the language on the fence: `run`, `run dom`, `run browser`, `run worker`,
   * `file api.ts`, `fragment` or nothing.
   */
  readonly mark: string;
  /** The line of the block's first line of code, counted from 1. */
  readonly line: number;
  readonly code: string;
}

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const fences = /^```(tsx?)[ \t]*([^\n]*)\n([\s\S]*?)^```[ \t]*$/gm;
  return [...markdown.matchAll(fences)].map(
    ({ index, 1: language, 2: mark = '', 3: code = '' }) => ({
      language: language === 'tsx' ? 'tsx' : 'ts',
      mark: mark.trim(),
      line: markdown.slice(0, index).split('\n').length + 1,
      code,
    }),
  );
}

/** The name that a mark gives a block, under which other blocks of its page import it. */
export function fileOf(mark: string): string | undefined {
  return /^file ([\w-]+(?:\.[\w-]+)*\.tsx?)$/.exec(mark)?.[1];
}
