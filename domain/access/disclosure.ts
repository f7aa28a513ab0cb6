import {
  bitMask,
  CRIMES,
  type Crime,
  fromBitMask,
  isPredatory,
  PERPETRATORS,
  type Perpetrator,
} from '../taxonomy.ts';
import type { Reader } from './reader.ts';

/**
 * What of the data a reader may see, whatever the route, feed or export. Every query of incidents takes one:
 * `data/disclosed-incidents.ts` turns it into the rows that exist for this reader.
 */
export interface Disclosure {
  /** Smuggling and drug carrying exist. Otherwise an incident of nothing else does not, and elsewhere they are left out. */
  consented: boolean;
  /** Public servants are named as alleged perpetrators. Otherwise they count as unknown, in filters as in rows. */
  officials: boolean;
  /** Who told it, in which words, from which file. */
  sources: boolean;
  /**
   * ISO instant: incidents known later are held back. Null: none is. It does not hold for what lay longer back than
   * FRESH_DAYS when it became known, which is history and no longer finds anybody.
   */
  until: string | null;
}

/** An incident older than this when it became known is shown at once. */
export const FRESH_DAYS = 30;

/** For the program itself (alerts, backups, the operator's command line): nothing is left out. */
export const FULL_DISCLOSURE: Disclosure = { consented: true, officials: true, sources: true, until: null };

/** What any reader of danger sees at least: the disclosure of an answer that leaves an agency. */
export const LEAST_DISCLOSURE: Disclosure = {
  consented: false,
  officials: false,
  sources: false,
  until: null,
};

/**
 * What a reader's permissions disclose.
 * @param shownUntil what readers are shown who see no incident one by one; null: without delay
 */
export function disclosureOf(
  { permissions }: Pick<Reader, 'permissions'>,
  shownUntil: string | null,
): Disclosure {
  return {
    consented: permissions.has('consented.read'),
    officials: permissions.has('officials.read'),
    sources: permissions.has('sources.read'),
    until: permissions.has('incidents.read') ? null : shownUntil,
  };
}

/** Tells disclosures apart where answers are remembered. */
export function disclosureKey({ consented, officials, sources, until }: Disclosure): string {
  return [consented && 'c', officials && 'o', sources && 's', until].filter(Boolean).join('');
}

/** Words of a filter that ask for what is not disclosed: to answer nothing would be an answer. */
export function undisclosedWords(
  disclosure: Disclosure,
  filter: { crime?: readonly Crime[] | undefined; perpetrator?: readonly Perpetrator[] | undefined },
): (Crime | Perpetrator)[] {
  const crimes = disclosure.consented ? [] : (filter.crime ?? []).filter((crime) => !isPredatory(crime));
  const officials = disclosure.officials
    ? []
    : (filter.perpetrator ?? []).filter((perpetrator) => perpetrator === 'official');
  return [...crimes, ...officials];
}

/** The crimes of an incident that exist for the reader; none means that the incident does not. */
export function disclosedCrimes<C extends { crime: string; principal: boolean }>(
  disclosure: Disclosure,
  crimes: readonly C[],
): C[] {
  if (disclosure.consented) return [...crimes];
  const seen = crimes.filter(({ crime }) => isPredatory(crime as Crime));
  const hasPrincipal = seen.some(({ principal }) => principal);
  // The gravest one speaks where the principal crime is left out, as in the rows.
  const gravest = Math.max(...seen.map(({ crime }) => CRIMES.indexOf(crime as Crime)));
  return seen
    .map((one) => (hasPrincipal ? one : { ...one, principal: one.crime === CRIMES[gravest] }))
    .sort((a, b) => Number(b.principal) - Number(a.principal));
}

/** The alleged perpetrators as the reader may know them: a public servant is `unknown`, without an organisation. */
export function disclosedPerpetrators<
  P extends { perpetrator: string; principal: boolean; organisation: string | null },
>(disclosure: Disclosure, perpetrators: readonly P[]): P[] {
  const accused = perpetrators.find(({ perpetrator }) => perpetrator === 'official');
  if (disclosure.officials || !accused) return [...perpetrators];
  const others = perpetrators.filter((one) => one !== accused);
  if (others.length === 0) return [{ ...accused, perpetrator: 'unknown', organisation: null }];
  if (others.some(({ principal }) => principal)) return others;
  return others.map((one, at) => (at === 0 ? { ...one, principal: true } : one));
}

/** The same for a bit mask over PERPETRATORS. */
export function disclosedPerpetratorMask(disclosure: Disclosure, mask: number): number {
  if (disclosure.officials || (mask & OFFICIAL_BIT) === 0) return mask;
  return mask & ~OFFICIAL_BIT || UNKNOWN_BIT;
}

export const OFFICIAL_BIT = bitMask(PERPETRATORS, ['official']);
export const UNKNOWN_BIT = bitMask(PERPETRATORS, ['unknown']);

/** Bits of the crimes that everybody's figures count. */
export const PREDATORY_BITS = bitMask(
  CRIMES,
  fromBitMask(CRIMES, 2 ** CRIMES.length - 1).filter(isPredatory),
);
