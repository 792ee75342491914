import { requireOptions } from '@holdfast/core/parts';
import type { DraftRecord } from '@holdfast/core/parts';
import { draftsOfOwner } from './purge-drafts.ts';
import type { UnsentOptions } from './purge-device.ts';

/**
 * The drafts of a user that no server has, with their content, for a file that the user takes along. A draft of which two
 * tabs left different texts comes once for each text. Drafts that cannot be read are left out; `countUnsent` counts them.
 */
export async function unsentDrafts(options: UnsentOptions): Promise<readonly DraftRecord[]> {
  requireOptions('unsentDrafts', options, {
    owner: 'a text that is not empty',
    name: 'a text that is not empty?',
    isUnsent: 'a function?',
  });

  const { owner, name = 'holdfast', isUnsent = () => true } = options;
  const drafts = draftsOfOwner(`${name}-drafts`, owner, isUnsent);
  try {
    return await drafts.list();
  } finally {
    await drafts.close();
  }
}
