import type { Logger } from 'pino';
import { type CorridorRow, readNetwork } from '../data/corridors.ts';
import type { Database } from '../data/database.ts';
import { productDate, readStatus, type Status } from '../data/status.ts';
import { readDataVersion } from '../data/versions.ts';
import { buildNetworkGraph, type NetworkGraph } from '../domain/network/graph.ts';
import type { RailNetwork } from '../domain/network/rail.ts';

/** What every handler may use. */
export interface ApiContext {
  database: Database;
  log: Logger;
  /** The clock, injected. */
  now(): Date;
  network: RailNetwork;
  /** The network as a graph: nodes, edges, lixels, stretches. */
  graph: NetworkGraph;
  corridors: readonly CorridorRow[];
  /** What the database holds now, with the version it belongs to and the product date. */
  status(): Promise<CurrentStatus>;
}

export type CurrentStatus = Status & { asOf: string };

/** Reads what changes only with the program, and remembers the counts for as long as the data stay the same. */
export async function createContext(database: Database, log: Logger, now: () => Date): Promise<ApiContext> {
  const { corridors, network } = await readNetwork(database.pool);
  let known: Promise<Status> | null = null;
  let knownVersion = -1;
  return {
    database,
    log,
    now,
    network,
    graph: buildNetworkGraph(network),
    corridors,
    status: async () => {
      const version = await readDataVersion(database.pool);
      if (known === null || version !== knownVersion) {
        knownVersion = version;
        known = readStatus(database.pool);
        known.catch(() => {
          known = null;
        });
      }
      const status = await known;
      return { ...status, asOf: productDate(status, now().toISOString().slice(0, 10)) };
    },
  };
}
