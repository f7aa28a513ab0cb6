import { CRIMES, type Crime, PREDATORY_CRIMES } from '../taxonomy.ts';

/** Groups in which those learn of crimes who may not see them one by one. Every predatory crime is in one. */
export const CRIME_GROUPS = ['lethal', 'captivity', 'sexual', 'taking', 'harm'] as const;
export type CrimeGroup = (typeof CRIME_GROUPS)[number];

const GROUP_OF: Readonly<Record<(typeof PREDATORY_CRIMES)[number], CrimeGroup>> = {
  homicide: 'lethal',
  disappearance: 'lethal',
  kidnapping: 'captivity',
  human_trafficking: 'captivity',
  sexual_assault: 'sexual',
  robbery: 'taking',
  extortion: 'taking',
  passage_tax: 'taking',
  assault: 'harm',
  abandonment: 'harm',
};

/** The groups of some crimes, in their order; consented crimes are in none. */
export function crimeGroupsOf(crimes: readonly Crime[]): CrimeGroup[] {
  const groups = new Set(
    crimes.flatMap((crime) => PREDATORY_CRIMES.flatMap((word) => (word === crime ? [GROUP_OF[word]] : []))),
  );
  return CRIME_GROUPS.filter((group) => groups.has(group));
}

/** Bits over CRIMES of a group. */
export function crimeGroupMask(group: CrimeGroup): number {
  return PREDATORY_CRIMES.filter((crime) => GROUP_OF[crime] === group).reduce(
    (mask, crime) => mask | (1 << CRIMES.indexOf(crime)),
    0,
  );
}
