import { peek } from '@holdfast/core/parts';
import { asSent, MOST_STEPS, stepsOfPath } from './issue-steps.ts';

export type Steps = readonly string[];

// The members in which servers name the place of a mistake.
const PATHS = [
  ...['path', 'loc', 'field', 'param', 'propertyPath', 'property', 'propertyName', 'attribute'],
  ...['attr', 'target', 'fieldName', 'name'],
];
const OTHER_PART = /^(?:query|params|headers|cookies)$/;
// The names of the wrappers that servers put around the body. Pointers lead into the body itself.
const WRAPPER = /^(?:body|data|attributes|payload|json|input|request)$/;

/** The place of one mistake, as the server names it. */
export function locate(one: object): Steps {
  const source = peek(one, 'source');
  const pointer = [peek(one, 'pointer'), peek(source, 'pointer'), peek(one, 'instancePath')];
  const written = pointer.find((text) => typeof text === 'string');
  if (typeof written === 'string') return stepsOfPath(written);
  const parameter = peek(source, 'parameter');
  if (typeof parameter === 'string') return ['query', parameter];
  // In GraphQL the path leads into the answer, not into the request.
  const told = peek(one, 'extensions') ?? one;
  const path = PATHS.map((name) => peek(told, name)).find(isPath);
  const steps = Array.isArray(path)
    ? path.map((step: unknown) => String(isObject(step) ? peek(step, 'key') : step))
    : stepsOfPath(typeof path === 'string' ? path : '');
  const part = peek(one, 'location') ?? peek(one, 'in');
  if (typeof part === 'string' && OTHER_PART.test(part)) return [part, ...steps];
  return steps.length > 1 && steps[0] === 'body' ? steps.slice(1) : steps;
}

function isPath(path: unknown): boolean {
  return Array.isArray(path)
    ? path.length <= MOST_STEPS
    : typeof path === 'string' && !path.endsWith('Error');
}

/** The same place, with the names that the client sent. */
export function place(steps: Steps, message: string, sent: unknown): Steps {
  if (!isObject(sent)) return steps;
  if (steps.length === 0) return placeOfSentence(message, sent);
  const isOuter = WRAPPER.test(steps[0] ?? '') && !isSent(steps, sent);
  if (!isOuter) return asSent(steps, sent);
  return steps.length === 1 && steps[0] !== 'body' ? steps : place(steps.slice(1), '', sent);
}

/** The field whose name a sentence begins with: `title is required`, `"title" is …`, `body/title must …`. */
export function placeOfSentence(sentence: string, sent: unknown): Steps {
  const [word = '', ...rest] = sentence.split(' ', 2);
  const steps = stepsOfPath(word.replaceAll(/^["'`]|["'`]$/g, '').replace(/^body(?=\/)/, ''));
  const isNamed = rest.length > 0 && isObject(sent) && Object.hasOwn(sent, steps[0] ?? '');
  return isNamed ? steps : [];
}

/** Whether the request's body has the first of these steps, in any spelling of its name. */
export function isSent(steps: Steps, sent: unknown): boolean {
  return isObject(sent) && Object.hasOwn(sent, asSent(steps, sent)[0] ?? '');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
