import { refuseUnless } from '../../mistakes/defect.ts';
import { secretBytes, webhookKey, type WebhookKey } from './web-webhook-signature.ts';

/** A key for each secret. Throws `DEFECT` for an empty list or a malformed secret, and does not show the secret. */
export function webhookKeys(caller: string, secrets: readonly string[]): readonly WebhookKey[] {
  refuseUnless(
    Array.isArray(secrets) && secrets.length > 0,
    `${caller}: give \`secrets\` at least one secret.`,
  );
  return secrets.map((secret) => {
    const bytes = secretBytes(secret);
    refuseUnless(
      bytes !== undefined,
      `${caller}: give each of \`secrets\` the form \`whsec_\` and 24 to 64 bytes in base64.`,
    );
    return webhookKey(bytes);
  });
}
