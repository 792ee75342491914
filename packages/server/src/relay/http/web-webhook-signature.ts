/** Signs and checks with one secret of a webhook (HMAC-SHA256). */
export interface WebhookKey {
  sign(content: string): Promise<string>;
  /** Takes the same time for every wrong signature, so that an attacker learns nothing from it. */
  verify(content: string, signature: string): Promise<boolean>;
}

const PREFIX = 'whsec_';
// What Standard Webhooks asks for.
const [FEWEST_BYTES, MOST_BYTES] = [24, 64];

/** The bytes of a secret: `whsec_` and base64. `undefined` for a text that is none. */
export function secretBytes(secret: string): Uint8Array<ArrayBuffer> | undefined {
  if (typeof secret !== 'string' || !secret.startsWith(PREFIX)) return undefined;
  const bytes = fromBase64(secret.slice(PREFIX.length));
  return bytes && bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES ? bytes : undefined;
}

/** A key that is imported at its first use. */
export function webhookKey(bytes: Uint8Array<ArrayBuffer>): WebhookKey {
  const name = { name: 'HMAC', hash: 'SHA-256' };
  let imported: ReturnType<typeof crypto.subtle.importKey> | undefined;
  const key = (): ReturnType<typeof crypto.subtle.importKey> =>
    (imported ??= crypto.subtle.importKey('raw', bytes, name, false, ['sign', 'verify']));
  return {
    async sign(content) {
      const signed = await crypto.subtle.sign('HMAC', await key(), bytesOf(content));
      return btoa(String.fromCodePoint(...new Uint8Array(signed)));
    },
    async verify(content, signature) {
      const told = fromBase64(signature);
      return told ? crypto.subtle.verify('HMAC', await key(), told, bytesOf(content)) : false;
    },
  };
}

const bytesOf = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
