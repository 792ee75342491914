import process from 'node:process';

/** Says advice where a developer looks: as a warning of the process, unless it runs in production. */
export function warnOfIdle({ sentence }: { readonly sentence: string }): void {
  if (process.env['NODE_ENV'] === 'production') return;
  process.emitWarning(sentence, { type: 'HoldfastAdvice', code: 'HOLDFAST_TRANSACTION_IDLE' });
}
