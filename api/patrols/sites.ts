import { createHmac } from 'node:crypto';
import { shelterPoints } from '../../data/shelter-points.ts';
import { openSites, patrolSites } from '../../domain/patrols/sites.ts';
import type { ApiContext } from '../context.ts';

/** One site in eight is a decoy. */
const DECOYS_OF_256 = 32;

/**
 * Which sites may be used, by site. This is the one place where shelters and sites meet: what leaves it are sites that
 * are open, and nothing says why others are not. Which are decoys follows from the installation's secret key, which is
 * outside the database.
 */
export async function readOpenSites({
  database,
  graph,
  access,
  shelterDistanceKm,
}: Pick<ApiContext, 'database' | 'graph' | 'shelterDistanceKm'> & {
  access: Pick<ApiContext['access'], 'secretKey'>;
}): Promise<Uint8Array> {
  const shelters = await shelterPoints(database.pool);
  const isDecoy = (siteId: string) =>
    createHmac('sha256', access.secretKey).update(`patrol-site ${siteId}`).digest()[0]! < DECOYS_OF_256;
  return openSites(patrolSites(graph), shelters, shelterDistanceKm * 1000, isDecoy);
}
