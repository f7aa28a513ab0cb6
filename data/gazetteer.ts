import type { MunicipalityName, Toponym } from '../domain/geocoding/types.ts';
import type { Queryable } from './database.ts';

/** Every place the geocoder knows: the shipped table and what the user loaded. */
export async function readToponyms(db: Queryable): Promise<Toponym[]> {
  const { rows } = await db.query<Toponym & { extentM: number | null }>(
    `select id, name, other_names as "otherNames", lon, lat, population, country_code as "countryCode",
       state_code as "stateCode", municipality_code as "municipalityCode", kind, extent_m as "extentM"
     from gazetteer_place order by id`,
  );
  return rows.map(({ extentM, ...place }) => (extentM === null ? place : { ...place, extentM }));
}

/** The names of the municipalities, by code. */
export async function readMunicipalityRows(db: Queryable): Promise<MunicipalityName[]> {
  const { rows } = await db.query<MunicipalityName>(
    `select code, state_code as "stateCode", name from municipality order by code`,
  );
  return rows;
}
