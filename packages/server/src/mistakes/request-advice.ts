import { tellDeveloper } from './web-tell-developer.ts';

const advice = new WeakMap<Request, Set<string>>();

/** Tells the app's developer of a mistake that harmed no answer: in the console, and in the line of the request. */
export function adviseAt(request: Request, sentence: string): void {
  noteAt(request, sentence);
  tellDeveloper(sentence);
}

/** The same in the line of the request alone, for a mistake that was reported in another way. */
export function noteAt(request: Request, sentence: string): void {
  const known = advice.get(request) ?? new Set();
  advice.set(request, known.add(sentence));
}

/** The advice that the developer got during this request. */
export function adviceAt(request: Request): readonly string[] {
  return [...(advice.get(request) ?? [])];
}
