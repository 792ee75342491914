/**
 * Marks a statement with a fixed text that runs often, so that a connection keeps it ready: the database reads and
 * plans it once. A transaction runs it once at most.
 */
export const KEPT_READY = '/* kept ready */';
