// Checking secrets

/** Checks passwords and tokens, and counts each guess before it compares. */
export {
  createCredentials,
  type CheckedSecret,
  type Credentials,
  type RegisteredSecret,
  type SecretProof,
} from './create-credentials.ts';
/** A secret as a database stores it. */
export type { StoredSecret } from './stored-secret.ts';
/** A token of the configuration that is compared in constant time. */
export { secretToken, type SecretToken } from './node-secret-token.ts';
/** Marks that show on which device a user signed in before. */
export { knownDevices, type KnownDevices } from './node-known-device.ts';
/** Hashes in threads of its own, with a bounded queue. */
export { createHashing } from './node-hashing.ts';
export type { Hashing } from './hashing.ts';

// Names and passwords

/** The key of a name, the same for spellings that look the same. */
export { nameKeys } from './name-key.ts';
/** Why a new password is too easy to guess. */
export { passwordFault, type PasswordFault } from './password-rules.ts';
