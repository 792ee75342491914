import { createHash } from 'node:crypto';
import type { Agenda } from './agenda.ts';
import {
  closeConnection,
  createDatabaseData,
  noteCommit,
  type Connection,
  type DatabaseData,
} from './database-data.ts';
import { keyRanges } from './key-range.ts';
import { createRequest } from './simulated-request.ts';
import { createTransaction } from './simulated-transaction.ts';

/** The disk of one simulated device. */
export interface Device {
  readonly databases: Map<string, DatabaseData>;
  readonly agenda: Agenda;
  isFull: boolean;
  /** The browser found the databases spoilt and deleted them all, and tells it to the next one that it makes. */
  isWiped?: boolean;
}

// Node computes these on other threads, on which no schedule waits.
const promptDigest = async (_name: string, bytes: Uint8Array): Promise<ArrayBuffer> =>
  Uint8Array.from(createHash('sha256').update(bytes).digest()).buffer;

class PromptBlob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(parts: readonly Uint8Array[]) {
    this.#bytes = Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.buffer;
  }
}

/** The contexts of all worlds, by the first part of the names under which they open databases. */
const places = new Map<string, { readonly device: Device; readonly actor: string }>();

/**
 * Gives this process an IndexedDB in memory, as Node has none. A context opens `<place>|<name>`, which tells
 * the simulated device and the context apart.
 */
export function installIndexedDb(): void {
  const indexedDB = { open };
  Object.assign(globalThis, { indexedDB, IDBKeyRange: keyRanges, Blob: PromptBlob });
  Object.defineProperty(crypto.subtle, 'digest', { value: promptDigest, configurable: true });
}

export function enterPlace(place: string, device: Device, actor: string): void {
  places.set(place, { device, actor });
}

export function leavePlace(place: string): void {
  const { device, actor } = places.get(place) ?? {};
  places.delete(place);
  for (const data of device?.databases.values() ?? []) {
    for (const one of data.connections) if (one.actor === actor) closeConnection(data, one);
  }
}

function open(address: string, version: number): unknown {
  const request = createRequest();
  const [place = '', name = ''] = address.split('|');
  const context = places.get(place);
  // A dead context gets no more events.
  if (!context) return request;
  const { device, actor } = context;
  const attempt = (): void => {
    const data = device.databases.get(name) ?? createDatabaseData(name);
    device.databases.set(name, data);
    if (data.version < version && data.connections.size > 0) {
      // Contexts with an older version are asked to close it. One that stands still is not there to do so.
      data.waiting.push(() => device.agenda.post(actor, 'transaction', 'open', attempt));
      for (const one of data.connections)
        device.agenda.post(one.actor, 'message', 'versionchange', one.outgrown);
      return;
    }
    if (data.version > version) {
      request.finish(new DOMException('A newer version is there.', 'VersionError'), undefined);
      return;
    }
    const oldVersion = data.version;
    const database = connect(data, place, actor, version);
    request.result = database;
    if (oldVersion < version) {
      data.version = version;
      const names = [...data.stores.keys()];
      request.transaction = createTransaction(data, names, 'versionchange', true, {
        isFull: () => false,
        committed: () => {},
      });
      request.onupgradeneeded?.({ oldVersion, dataLoss: device.isWiped ? 'total' : 'none' });
      device.isWiped = false;
    }
    request.finish(null, database);
  };
  device.agenda.post(actor, 'transaction', 'open', attempt);
  return request;
}

function connect(
  data: DatabaseData,
  place: string,
  actor: string,
  version: number,
): Pick<IDBDatabase, 'onversionchange'> {
  let isClosed = false;
  const connection: Connection = {
    actor,
    outgrown: () => database.onversionchange?.({ newVersion: data.version + 1 }),
  };
  data.connections.add(connection);
  const database = {
    name: data.name,
    version,
    onclose: null,
    onversionchange: null as ((event: { readonly newVersion: number }) => void) | null,
    addEventListener() {},
    objectStoreNames: { contains: (name: string) => data.stores.has(name) },
    createObjectStore(
      name: string,
      options: { readonly keyPath?: string; readonly autoIncrement?: boolean } = {},
    ) {
      data.stores.set(name, {
        keyPath: options.keyPath,
        autoIncrement: options.autoIncrement ?? false,
        ...{ indexes: new Map(), records: [], nextKey: 1 },
      });
      const all = [...data.stores.keys()];
      const disk = { isFull: () => false, committed: () => {} };
      const upgrading = createTransaction(data, all, 'versionchange', true, disk);
      // What the upgrade writes is there before the first transaction.
      queueMicrotask(() => void upgrading.run());
      return upgrading.objectStore(name);
    },
    transaction(
      names: string | readonly string[],
      mode = 'readonly',
      { durability = 'relaxed' }: { readonly durability?: string } = {},
    ) {
      const context = places.get(place);
      if (isClosed || !context) throw new DOMException('It is closed.', 'InvalidStateError');
      const stores = typeof names === 'string' ? [names] : names;
      const isStrict = durability === 'strict';
      const transaction = createTransaction(data, stores, mode, isStrict, {
        isFull: () => context.device.isFull,
        committed: (undos, strict) => noteCommit(data, undos, strict),
      });
      transaction.db = database;
      const { agenda } = context.device;
      const abort = (): void => transaction.onabort?.();
      const run = async (): Promise<void> => {
        const wrote = await transaction.run();
        const label = wrote === undefined ? 'abort' : wrote ? 'commit' : 'read';
        const tell = wrote === undefined ? abort : (): void => transaction.oncomplete?.();
        // Between a commit and its news a context can die. After a look there is nothing to lose.
        if (label === 'read') tell();
        else agenda.post(context.actor, 'told', label, tell, 0, abort);
      };
      agenda.post(context.actor, 'transaction', mode, run, 0, abort);
      return transaction;
    },
    close() {
      isClosed = true;
      closeConnection(data, connection);
    },
  };
  return database as never;
}
