import { stepsOfPointer } from '@holdfast/core/parts';

/** The steps of a path as programs write it: `items[0].title`, `$.title`, `user[email]`, or a pointer. */
export function stepsOfPath(path: string): readonly string[] {
  if (/^#?\//.test(path)) return stepsOfPointer(path);
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
