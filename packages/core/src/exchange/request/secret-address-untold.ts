// Stands for `secret-address.ts` on servers, which may hold secrets, and in a production build: bundlers drop the call.

export function refuseSecretAddress(_address: string): void {}
