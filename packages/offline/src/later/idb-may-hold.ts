/**
 * Whether the device may have a database of this name. A browser that does not say which databases it has may have any.
 */
export async function mayHold(
  name: string,
  factory: () => Pick<IDBFactory, 'databases'> = () => indexedDB,
): Promise<boolean> {
  try {
    const databases = await factory().databases();
    return databases.some((database) => database.name === name);
  } catch {
    return true;
  }
}
