/** Keeps one owner's budget. `update` is atomic over tabs: nobody else writes between read and write. */
export interface LedgerStore<TLedger = unknown> {
  update<T>(
    owner: string,
    change: (ledger: TLedger | undefined) => { readonly ledger: TLedger; readonly result: T },
  ): Promise<T>;
}
