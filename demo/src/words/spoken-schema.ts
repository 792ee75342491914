import type { StandardSchema } from '@holdfast/core';
import { issueInWords } from './issue-words.ts';
import { pageWords } from './page-words.ts';

const said = (message: string): string => issueInWords(message, pageWords.getSnapshot());

/** A schema whose English sentences about wrong values are said in the language of the page. */
export function spokenSchema<TInput, TOutput>(
  schema: StandardSchema<TInput, TOutput>,
): StandardSchema<TInput, TOutput> {
  const { validate, ...rest } = schema['~standard'];
  return {
    '~standard': {
      ...rest,
      async validate(value) {
        const result = await validate(value);
        if (!result.issues) return result;
        return {
          issues: result.issues.map((issue) => ({ ...issue, message: said(issue.message) })),
        };
      },
    },
  };
}
