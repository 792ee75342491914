// Checking secrets
export {
  type CheckedSecret,
  createCredentials,
  type Credentials,
  type CredentialsOptions,
  type NewSecret,
  type RegisteredSecret,
  type SecretCheck,
  type SecretProof,
  type TokenCheck,
} from './create-credentials.ts';
export type { StoredSecret } from './stored-secret.ts';
export { secretToken, type SecretToken } from './node-secret-token.ts';
export { type KnownDevices, knownDevices, type KnownDevicesOptions } from './node-known-device.ts';

// Making hashes
export type { Hashing } from './hashing.ts';
export { nodeHashing, type NodeHashingOptions } from './node-hashing.ts';
export type { ScryptResult, ScryptTask } from './scrypt-task.ts';

// Names and passwords
export { nameKeys, type NameKeyOptions } from './name-key.ts';
export {
  type NewPassword,
  passwordFault,
  type PasswordFault,
  type PasswordRules,
} from './password-rules.ts';
