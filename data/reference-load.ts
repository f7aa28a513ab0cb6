import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SHIPPED_ORIGIN } from '../domain/network/line.ts';
import { createRailNetwork } from '../domain/network/rail.ts';
import { isShippedReplaced, readNetwork } from './corridors.ts';
import { type Database, type Queryable, SETUP_LOCK } from './database.ts';
import { insertToponyms } from './gazetteer.ts';
import { refreshReferences } from './linear-references.ts';
import { putCaseOutcomes, putEnforcementMeasures } from './pattern-facts.ts';
import { readCaseOutcomes, readEnforcementMeasures } from './reference/pattern-tables.ts';
import { readCorridorPosts, readCorridors, readGazetteer, readMunicipalities } from './reference/tables.ts';
import { readStates } from './reference/topologies.ts';
import { bumpDataVersion } from './versions.ts';

const FOLDER = new URL('./reference/', import.meta.url);

/** Text of a committed reference table. */
export function referenceText(fileName: string): string {
  return readFileSync(new URL(fileName, FOLDER), 'utf8');
}

interface ReferenceTable {
  name: string;
  files: string[];
  load(client: Queryable, ...texts: string[]): Promise<unknown>;
}

const TABLES: ReferenceTable[] = [
  { name: 'state', files: ['states.topo.json'], load: loadStates },
  { name: 'municipality', files: ['municipalities.csv'], load: loadMunicipalities },
  { name: 'gazetteer_place', files: ['gazetteer.csv'], load: loadGazetteer },
  { name: 'corridor', files: ['corridors.csv', 'corridor-posts.csv'], load: loadCorridors },
  { name: 'enforcement_measure', files: ['enforcement-measures.csv'], load: putShippedMeasures },
  { name: 'case_outcome', files: ['case-outcomes.csv'], load: putShippedOutcomes },
];

/**
 * Loads the reference tables whose files changed since they were last loaded, each in a transaction of its
 * own; what the user added to the gazetteer stays.
 *
 * @returns the names of the tables that were loaded.
 */
export async function loadReference(database: Database): Promise<string[]> {
  const loaded: string[] = [];
  for (const table of TABLES) {
    const texts = table.files.map(referenceText);
    const checksum = createHash('sha256').update(texts.join('\0')).digest('hex');
    const done = await database.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
      const known = await client.query('select from reference_table where name = $1 and checksum = $2', [
        table.name,
        checksum,
      ]);
      if (known.rowCount) return false;
      await table.load(client, ...texts);
      await client.query(
        `insert into reference_table (name, checksum) values ($1, $2)
         on conflict (name) do update set checksum = excluded.checksum, loaded_at = now()`,
        [table.name, checksum],
      );
      return true;
    });
    if (done) loaded.push(table.name);
  }
  return loaded;
}

async function loadStates(client: Queryable, text: string): Promise<void> {
  await client.query('delete from state');
  // Quantised outlines may touch themselves; valid ones are asked for by every spatial predicate.
  await client.query(
    `insert into state (code, name, label_lon, label_lat, geom)
     select code, name, lon, lat, 
       ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326)), 3))
     from jsonb_to_recordset($1::jsonb)
       as x(code text, name text, lon float8, lat float8, geometry text)`,
    [JSON.stringify(readStates(text).map((s) => ({ ...s, geometry: JSON.stringify(s.geometry) })))],
  );
}

async function loadMunicipalities(client: Queryable, text: string): Promise<void> {
  await client.query('delete from municipality');
  await client.query(
    `insert into municipality (code, state_code, name)
     select code, "stateCode", name from jsonb_to_recordset($1::jsonb) as x(code text, "stateCode" text, name text)`,
    [JSON.stringify(readMunicipalities(text))],
  );
}

async function loadGazetteer(client: Queryable, text: string): Promise<void> {
  await client.query(`delete from gazetteer_place where origin = 'shipped'`);
  await insertToponyms(client, readGazetteer(text), 'shipped');
}

/** The shipped measures anew, but for those in whose place the user put one. */
export async function putShippedMeasures(
  client: Queryable,
  text = referenceText('enforcement-measures.csv'),
): Promise<void> {
  await putEnforcementMeasures(client, readEnforcementMeasures(text), SHIPPED_ORIGIN);
}

/** The same of outcomes. */
export async function putShippedOutcomes(
  client: Queryable,
  text = referenceText('case-outcomes.csv'),
): Promise<void> {
  await putCaseOutcomes(client, readCaseOutcomes(text), SHIPPED_ORIGIN);
}

/** The shipped corridors anew, unless the user put others in their place; reports are put on what there is now. */
async function loadCorridors(client: Queryable, corridorText: string, postText: string): Promise<void> {
  if (await isShippedReplaced(client, 'rail')) return;
  await client.query('delete from corridor where origin = $1', [SHIPPED_ORIGIN]);
  await insertCorridors(client, corridorText, postText);
  const { network } = await readNetwork(client);
  if ((await refreshReferences(client, network)) > 0) await bumpDataVersion(client);
}

/** Adds the shipped corridors, of which there must be none. */
export async function loadShippedCorridors(client: Queryable): Promise<void> {
  await insertCorridors(client, referenceText('corridors.csv'), referenceText('corridor-posts.csv'));
}

async function insertCorridors(client: Queryable, corridorText: string, postText: string): Promise<void> {
  const posts = readCorridorPosts(postText);
  const network = createRailNetwork(posts);
  const corridors = readCorridors(corridorText).map((corridor, seq) => {
    const { fromKm, toKm } = network.rangeKm(corridor.id);
    const line = lineText(network.between(corridor.id, fromKm, toKm));
    return { ...corridor, seq, lengthKm: toKm - fromKm, line };
  });
  await client.query(
    `insert into corridor (corridor_id, seq, name, operator, length_km, geom)
     select id, seq, name, operator, "lengthKm", ST_GeomFromText(line, 4326)
     from jsonb_to_recordset($1::jsonb)
       as x(id text, seq int, name text, operator text, "lengthKm" float8, line text)`,
    [JSON.stringify(corridors)],
  );
  await client.query(
    `insert into corridor_post (corridor_id, seq, km, lon, lat, place, state_code, is_station)
     select "corridorId", seq, km, lon, lat, place, "stateCode", "isStation"
     from jsonb_to_recordset($1::jsonb) as x("corridorId" text, seq int, km float8, lon float8, lat float8,
       place text, "stateCode" text, "isStation" boolean)`,
    [JSON.stringify(posts.map((post, seq) => ({ ...post, seq })))],
  );
}

function lineText(line: [number, number][]): string {
  return `LINESTRING(${line.map(([lon, lat]) => `${lon} ${lat}`).join(',')})`;
}
