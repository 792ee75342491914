import { timingSafeEqual, scryptSync } from 'node:crypto';
import { expectTypeOf, it } from 'vitest';
import type { Credentials, SecretProof } from './create-credentials.ts';
import { secretToken } from './node-secret-token.ts';
import type { StoredSecret } from './stored-secret.ts';

declare const stored: StoredSecret;
declare const credentials: Credentials;
declare const request: Request;
declare function startSession(proof: SecretProof): void;

it('a stored secret is compared by credentials and by nothing else', () => {
  void credentials.check(request, {
    name: 'Mara',
    secret: 'typed',
    account: { subject: 'mara', stored },
  });
  // @ts-expect-error -- a stored secret is no text
  const text: string = stored;
  // @ts-expect-error -- it equals no text
  if (stored === 'scrypt:15:8:3:salt:hash') return;
  // @ts-expect-error -- it has no parts
  stored.split(':');
  // @ts-expect-error -- it is no bytes
  timingSafeEqual(Buffer.from(stored), Buffer.from(text));
  // @ts-expect-error -- it is no salt
  scryptSync('typed', stored, 32);
  // @ts-expect-error -- a text is no stored secret
  const made: StoredSecret = 'scrypt:15:8:3:salt:hash';
  expectTypeOf(made).toEqualTypeOf<StoredSecret>();
});

it('a token is compared by credentials and by nothing else', () => {
  const token = secretToken('a-token-of-at-least-32-characters');
  // @ts-expect-error -- a token equals no text
  if (token === 'a-token-of-at-least-32-characters') return;
  // @ts-expect-error -- it is no bytes
  timingSafeEqual(token, Buffer.from('shown'));
});

it('a session begins with a proof, and only credentials give one', () => {
  // @ts-expect-error -- an account is no proof
  startSession({ id: 'mara', name: 'Mara' });
  // @ts-expect-error -- nor is an object that looks like one
  startSession({ subject: 'mara' });
  expectTypeOf<Awaited<ReturnType<Credentials['check']>>['proof']>().toEqualTypeOf<SecretProof>();
});
