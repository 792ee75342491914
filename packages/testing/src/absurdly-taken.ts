import { isFailure } from '@holdfast/core';
import { absurdOptions, type AbsurdOption } from './absurd-options.ts';
import type { OptionRow } from './option-row.ts';

/**
 * The absurd options that a factory takes in silence. Each is tried alone, among sensible ones. The list is empty for a
 * factory that refuses all of them by a failure that names the mistake. An error of another kind names none.
 */
export async function absurdlyTaken({ make, every }: OptionRow): Promise<readonly AbsurdOption[]> {
  const taken: AbsurdOption[] = [];
  for (const [option, value] of absurdOptions(every)) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await make({ ...every, [option]: value });
      taken.push([option, value]);
    } catch (error) {
      const isNamed = isFailure(error, 'DEFECT') || isFailure(error, 'PIPELINE_INVALID');
      if (!isNamed) taken.push([option, value]);
    }
  }
  return taken;
}
