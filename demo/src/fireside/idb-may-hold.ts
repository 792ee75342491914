/**
 * Whether the device may have a database of this name. A browser that does not say which databases it has may have any.
 */
export async function mayHold(name: string): Promise<boolean> {
  try {
    const databases = await indexedDB.databases();
    return databases.some((database) => database.name === name);
  } catch {
    return true;
  }
}
