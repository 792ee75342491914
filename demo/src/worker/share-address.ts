import { SHARE_PATH, shareTroublePath } from '../../contract/share.ts';

// Browsers cut the text off an address of 2 MB without a word. Some have a limit of 1 MB.
const LONGEST_ADDRESS = 1_000_000;

const FIELDS = ['title', 'text', 'url'] as const;

/** The address of the page that shows what `request` shares. A request that it cannot read leads there too. */
export async function shareAddress(request: Request): Promise<string> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    return shareTroublePath('unread');
  }
  const shared = new URLSearchParams();
  for (const name of FIELDS) {
    const value = form.get(name);
    if (typeof value === 'string' && value !== '') shared.set(name, value);
  }
  const address = `${SHARE_PATH}#${shared.toString()}`;
  return address.length > LONGEST_ADDRESS ? shareTroublePath('too-long') : address;
}
