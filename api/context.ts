import type { Logger } from 'pino';
import type { AuditKey } from '../data/audit-key.ts';
import { type Config, DEFAULT_SHELTER_DISTANCE_KM, DEFAULT_UPLOAD_LIMIT_MB } from '../data/config.ts';
import { type CorridorRow, readNetwork, readNetworkVersion } from '../data/corridors.ts';
import type { Database, Queryable } from '../data/database.ts';
import { readReferenceVersion } from '../data/gazetteer.ts';
import {
  DEFAULT_DELAY_HOURS,
  productDate,
  readShown,
  readStatus,
  type Shown,
  type Status,
} from '../data/status.ts';
import { readDataVersion } from '../data/versions.ts';
import { FEWEST_DISCLOSED } from '../domain/alerts/safe-facts.ts';
import { buildNetworkGraph, type NetworkGraph } from '../domain/network/graph.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import { type IngestTools, readIngestTools } from '../etl/ingest-tools.ts';
import { EventHub } from './alerting/hub.ts';
import { AnswerCache } from './answer-cache.ts';
import type { AccessSettings } from './auth/settings.ts';
import { Jobs } from './jobs/jobs.ts';
import { createWorkerPool } from './jobs/pool.ts';
import { Uploads } from './uploads/uploads.ts';

/** What every handler may use. */
export interface ApiContext {
  database: Database;
  log: Logger;
  /** The clock, injected. */
  now(): Date;
  /** The clock's day, ISO; the product date is `status().asOf`. */
  today(): string;
  access: AccessSettings;
  /** Signs the heads of the audit. */
  auditKey: AuditKey;
  readonly network: RailNetwork;
  /** The network as a graph: nodes, edges, lixels, stretches. */
  readonly graph: NetworkGraph;
  readonly corridors: readonly CorridorRow[];
  /** Heavy work, in threads; close it with the server. */
  jobs: Jobs;
  /** Answers that were made already and hold still. */
  answers: AnswerCache;
  /** What the database holds now, with the version it belongs to and the product date. */
  status(): Promise<CurrentStatus>;
  /** Geocoder and rail network of today's reference tables; made when first asked for, which takes some seconds. */
  ingestTools(): Promise<IngestTools>;
  /** Files that were sent and not yet loaded. */
  uploads: Uploads;
  /** How messages leave the product. */
  messaging: Pick<Config, 'smtp' | 'webhookNetworks'>;
  /** No patrol plan has a position nearer to a shelter than this. */
  shelterDistanceKm: number;
  /** Hours until what is known is shown to readers who see no incident one by one. */
  delayHours: number;
  /** k: no smaller number of incidents is released or told in the safe form of alerts. */
  fewestDisclosed: number;
  /** Tells of alert events as they come. */
  alertEvents: EventHub;
}

export type CurrentStatus = Status & Shown & { asOf: string };

/**
 * Reads what a server keeps at hand, and reads it again when the data have changed: the counts, and the network
 * where other lines were loaded meanwhile.
 */
export async function createContext(
  database: Database,
  log: Logger,
  now: () => Date,
  access: AccessSettings,
  auditKey: AuditKey,
  uploadLimitMb: number = DEFAULT_UPLOAD_LIMIT_MB,
  messaging: ApiContext['messaging'] = { smtp: null, webhookNetworks: [] },
  shelterDistanceKm: number = DEFAULT_SHELTER_DISTANCE_KM,
  delayHours: number = DEFAULT_DELAY_HOURS,
  fewestDisclosed: number = FEWEST_DISCLOSED,
): Promise<ApiContext> {
  let network = await readCurrentNetwork(database.pool);
  let known: Promise<Status> | null = null;
  let knownVersion = -1;
  const today = () => now().toISOString().slice(0, 10);

  async function read(): Promise<Status> {
    if ((await readNetworkVersion(database.pool)) !== network.version) {
      network = await readCurrentNetwork(database.pool);
    }
    return readStatus(database.pool);
  }

  // Read again by the minute: that is how exactly a delay of hours ends.
  let shown: { minute: number; version: number; read: Promise<Shown> } | null = null;
  function readShownOnce(version: number): Promise<Shown> {
    const minute = Math.floor(now().getTime() / 60_000);
    if (shown === null || shown.minute !== minute || shown.version !== version) {
      const read = readShown(database.pool, now(), delayHours);
      shown = { minute, version, read };
      read.catch(() => {
        shown = null;
      });
    }
    return shown.read;
  }

  return {
    delayHours,
    fewestDisclosed,
    database,
    log,
    now,
    today,
    access,
    auditKey,
    shelterDistanceKm,
    messaging: { smtp: messaging.smtp, webhookNetworks: messaging.webhookNetworks },
    get network() {
      return network.network;
    },
    get graph() {
      return network.graph;
    },
    get corridors() {
      return network.corridors;
    },
    ingestTools: rememberTools(database),
    alertEvents: new EventHub(database, log),
    uploads: new Uploads(database, uploadLimitMb * 2 ** 20),
    answers: new AnswerCache(),
    jobs: new Jobs(createWorkerPool(), (error, kind) => log.error({ err: error, kind }, 'bug in a job')),
    status: async () => {
      const version = await readDataVersion(database.pool);
      if (known === null || version !== knownVersion) {
        knownVersion = version;
        known = read();
        known.catch(() => {
          known = null;
        });
      }
      const status = await known;
      return { ...status, ...(await readShownOnce(version)), asOf: productDate(status, today()) };
    },
  };
}

async function readCurrentNetwork(db: Queryable) {
  // The version first: lines loaded in between are noticed the next time.
  const version = await readNetworkVersion(db);
  const { corridors, network } = await readNetwork(db);
  return { version, corridors, network, graph: buildNetworkGraph(network) };
}

function rememberTools(database: Database): () => Promise<IngestTools> {
  let known: { version: string; tools: Promise<IngestTools> } | null = null;
  return async () => {
    const version = await readReferenceVersion(database.pool);
    if (known?.version !== version) {
      const made = { version, tools: readIngestTools(database.pool) };
      known = made;
      made.tools.catch(() => {
        if (known === made) known = null;
      });
    }
    return known.tools;
  };
}
