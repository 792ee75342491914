import process from 'node:process';

/** Gives advice as a warning of the process, where a developer sees it, unless the process runs in production. */
export function warnOfIdle({ sentence }: { readonly sentence: string }): void {
  if (process.env['NODE_ENV'] === 'production') return;
  process.emitWarning(sentence, { type: 'HoldfastAdvice', code: 'HOLDFAST_TRANSACTION_IDLE' });
}
