import { defect } from '../../failures/defect.ts';

// Addresses that let every reader post there: webhooks of chats, the events of PagerDuty, and any address with a
// password, such as a DSN of Sentry with its secret key.
const SECRET =
  /^https?:\/\/(?:[^/?#@]*:[^/?#@]+@|hooks\.slack(?:-gov)?\.com\/|events(?:\.eu)?\.pagerduty\.com\/|(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/|[\w-]+\.webhook\.office\.com\/)/i;

const REMEDY =
  'This address is a secret, and a page shows it to each visitor. Report to your own server with `createBeacon`, and let the relay of the server post from there. Replace the secret if a page had it already.';

/** Throws `DEFECT` for an address that no page may hold. The failure does not hold the address. */
export function refuseSecretAddress(address: string): void {
  if (SECRET.test(address)) throw defect(REMEDY);
}
