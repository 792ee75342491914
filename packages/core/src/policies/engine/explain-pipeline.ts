import { partOf, policiesOf } from '#composition';

/**
 * Says in sentences which policies a pipeline has, outermost first, with every option that applies at this moment,
 * and when each policy refuses a call. For a production build, which does not keep these facts, and for a function
 * that no `pipeline` made, one sentence says so.
 */
export function explainPipeline(run: (...call: never) => unknown): string {
  const policies = policiesOf(run);
  if (policies === null) return 'Its policies are explained where they are developed.';
  if (!policies) return "Its attempts are up to the app's own guard.";
  if (policies.length === 0) return 'One attempt, with no policy.';
  return policies
    .map(({ kind, does, rules, refuses }, index) => {
      const told = sayAll(rules);
      return `${index + 1}. ${kind} ${does}${told && `: ${told}`}.${refuses ? ` ${refuses}` : ''}`;
    })
    .join('\n');
}

function sayAll(rules: object): string {
  return Object.entries<unknown>({ ...rules })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (Array.isArray(rules) ? '' : `${name} `) + say(value, name))
    .join(', ');
}

/** A value as its author wrote it: `exponentialBackoff(firstMs 200, …)`, `fullJitter`. */
function say(value: unknown, option: string): string {
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  const made = Object(value) as { readonly name?: unknown };
  const part = partOf(made);
  if (part) return `${part.name}(${sayAll(part.rules)})`;
  // A function written in place has the name of the option.
  return typeof made.name === 'string' && made.name !== option ? made.name : "the app's own";
}
