import { stepsOfPointer } from '@holdfast/core/parts';

/** No request has a place that is deeper, and the reader's work is bounded. */
export const MOST_STEPS = 50;

/**
 * The steps of a path as programs write it: `items[0].title`, `$.title`, `user[email]`, or a pointer. A path of more
 * than `MOST_STEPS` steps names no place.
 */
export function stepsOfPath(path: string): readonly string[] {
  const steps = /^#?\//.test(path) ? stepsOfPointer(path) : stepsOfText(path);
  return steps.length > MOST_STEPS ? [] : steps;
}

function stepsOfText(path: string): readonly string[] {
  return path
    .replace(/^\$(?=[.[])/, '')
    .split(/[.[\]]/)
    .map((step) => step.replaceAll(/^["']|["']$/g, ''))
    .filter((step) => step !== '');
}

/**
 * The same steps with the names that were sent: servers write `Title` or `due_date` for the members `title` and
 * `dueDate`. A step stays as it is when the body has no such member.
 */
export function asSent(steps: readonly string[], sent: unknown): readonly string[] {
  let at = sent;
  return steps.map((step) => {
    const names = typeof at === 'object' && at !== null ? Object.keys(at) : [];
    const name = names.includes(step)
      ? step
      : (names.find((one) => simple(one) === simple(step)) ?? step);
    at = names.includes(name) ? Reflect.get(at as object, name) : undefined;
    return name;
  });
}

function simple(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}
