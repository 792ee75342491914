import type { CountSelector } from '../rules/alert-rule.ts';
import type { GroupValues } from '../windows/create-windows.ts';
import type { Judgement } from './judgement.ts';

/** Which sessions a judgement is about. The store counts only sessions with failures. */
export function reachOf(
  selector: CountSelector,
  values: GroupValues,
  range: { readonly from: number; readonly to: number },
): Pick<Judgement, 'reach'> {
  if (selector.measure !== 'failure' && selector.measure !== 'operation') return {};
  const operation = values.operation ?? single(selector.operation);
  const code =
    selector.measure === 'failure' ? (values.detail ?? single(selector.detail)) : undefined;
  return { reach: { ...range, ...(operation && { operation }), ...(code && { code }) } };
}

function single(meant: string | readonly string[] | undefined): string | undefined {
  return typeof meant === 'string' ? meant : meant?.length === 1 ? meant[0] : undefined;
}
