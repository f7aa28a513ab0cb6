import { readFileSync, writeFileSync } from 'node:fs';

/** `npm run licences`: writes docs/licences.md from the lock file, every package that may be installed. */

const LOCK = new URL('../../package-lock.json', import.meta.url);
export const LICENCES_FILE = new URL('../../docs/licences.md', import.meta.url);

/** What may be used with a product under Apache-2.0 without a duty that reaches its own code. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Zlib', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'Unlicense', 'Python-2.0', 'PostgreSQL', 'WTFPL'],
  // Data and fonts, attributed in docs/sources.md and data/reference/README.md.
  ...['CC-BY-4.0', 'CC-BY-3.0', 'OFL-1.1'],
]);

/** Others, each with the reason that it is no harm; a package that is not here and not above fails the test. */
const EXCEPTIONS: Record<string, string> = {
  'axe-core': 'MPL-2.0: used unchanged, by the tests only',
  '@mapbox/jsonlint-lines-primitives': 'MIT by its README; its package.json does not say',
  lightningcss: 'MPL-2.0: builds the page, is not in it',
};

export interface LockedPackage {
  name: string;
  version: string;
  licence: string;
  isDevelopment: boolean;
}

interface Lock {
  packages: Record<
    string,
    { name?: string; version?: string; license?: string; dev?: boolean; devOptional?: boolean }
  >;
}

/** Every package of the lock file once by name and version, by name. */
export function lockedPackages(): LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(LOCK, 'utf8')) as Lock;
  const found = new Map<string, LockedPackage>();
  for (const [path, { name: alias, version = '', license, dev, devOptional }] of Object.entries(packages)) {
    if (path === '') continue;
    const name = alias ?? path.split('node_modules/').at(-1) ?? path;
    const licence = license ?? installedLicence(path);
    const isDevelopment = dev === true || devOptional === true;
    const known = found.get(`${name}@${version}`);
    if (known) known.isDevelopment &&= isDevelopment;
    else found.set(`${name}@${version}`, { name, version, licence, isDevelopment });
  }
  return [...found.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** Old packages tell their licence in a way that the lock file leaves out. */
function installedLicence(path: string): string {
  try {
    const file = new URL(`../../${path}/package.json`, import.meta.url);
    const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
    return (
      license?.type ??
      license ??
      licenses?.map(({ type }: { type: string }) => type).join(' OR ') ??
      'unknown'
    );
  } catch {
    return 'unknown';
  }
}

/** Whether a licence expression leaves an allowed choice. */
export function isAllowed({ name, licence }: Pick<LockedPackage, 'name' | 'licence'>): boolean {
  if (Object.keys(EXCEPTIONS).some((known) => name === known || name.startsWith(`${known}-`))) return true;
  const choices = licence.replaceAll(/[()]/g, '').split(/ OR /i);
  return choices.some((choice) => choice.split(/ AND /i).every((one) => ALLOWED.has(one.trim())));
}

/** The page: what runs in production first, then what builds and tests. */
export function licencesPage(packages: readonly LockedPackage[]): string {
  const table = (isDevelopment: boolean) => [
    '| package | version | licence |',
    '|---|---|---|',
    ...packages
      .filter((one) => one.isDevelopment === isDevelopment)
      .map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
  ];
  return [
    '# Licences of what Vigía is made with',
    '',
    'Made by `npm run licences` from package-lock.json; a test fails when it is not current or a licence is not allowed',
    '(tests/supply-chain/licences.ts). Of packages with a build for each platform all are listed, one is installed.',
    '',
    '## In production',
    '',
    ...table(false),
    '',
    '## To build and test',
    '',
    'The page that browsers load is built from some of these (React, MapLibre, deck.gl).',
    '',
    ...table(true),
    '',
    '## Exceptions',
    '',
    ...Object.entries(EXCEPTIONS).map(([name, reason]) => `- ${name}: ${reason}`),
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('licences.ts')) writeFileSync(LICENCES_FILE, licencesPage(lockedPackages()));
