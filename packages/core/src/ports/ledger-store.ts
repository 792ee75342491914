/** Keeps one owner's budget. `update` is atomic over tabs: no other tab writes between its read and its write. */
export interface LedgerStore<TLedger = unknown> {
  update<T>(
    owner: string,
    change: (ledger: TLedger | undefined) => { readonly ledger: TLedger; readonly result: T },
  ): Promise<T>;
}
