/**
 * Marks a statement whose text never changes and which runs so often that a connection keeps it ready: the
 * database reads and plans it once. A transaction runs it once at most.
 */
export const KEPT_READY = '/* kept ready */';
