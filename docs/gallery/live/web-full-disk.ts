const refuse = (): never => {
  throw new DOMException('The disk is full.', 'QuotaExceededError');
};

/** Makes every write to IndexedDB fail as on a full disk, until the returned function is called. */
export function fillDisk(): () => void {
  const { add, put } = IDBObjectStore.prototype;
  Object.assign(IDBObjectStore.prototype, { add: refuse, put: refuse });
  return () => void Object.assign(IDBObjectStore.prototype, { add, put });
}
