import { defect } from '../failures/defect.ts';
import { inDevelopment } from '#in-development';

/**
 * Gives the result of an operation's function, or of a factory. Throws `DEFECT` for a promise, which cannot be
 * sent and is no part. A later rejection of that promise is ignored, because it must not end a process.
 */
export function atOnce<T>(answer: T): T {
  const { then } = Object(answer) as { readonly then?: unknown };
  if (typeof then !== 'function') return answer;
  Promise.resolve(answer).catch(() => {});
  throw defect(
    inDevelopment(
      'Let `request`, `lane`, `cost` and factories of parts answer at once; none of them can be asynchronous.',
    ),
  );
}
