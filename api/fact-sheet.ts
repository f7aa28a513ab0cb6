import { readCorridorNames } from '../data/corridors.ts';
import type { Queryable } from '../data/database.ts';
import type { IncidentFilter } from '../data/incident-filter.ts';
import { readMeasures, readOutcomes, readStateExposure } from '../data/pattern-facts.ts';
import {
  countCircumstances,
  countOrigins,
  ORIGIN_THRESHOLD,
  readReporting,
  sumVictims,
} from '../data/pattern-profiles.ts';
import {
  readApprehensions,
  readPrintedSums,
  readUnreportedShares,
} from '../data/reference/pattern-tables.ts';
import { referenceText } from '../data/reference-load.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import type { FactSheet } from '../domain/patterns/facts.ts';
import { railChance } from './pattern-reference.ts';

/** All that patterns are set beside, for the period and the reader of a filter. */
export async function readFactSheet(
  db: Queryable,
  network: RailNetwork,
  filter: IncidentFilter,
): Promise<FactSheet> {
  const { origins, withheld } = await countOrigins(db, filter);
  return {
    measures: await readMeasures(db),
    exposure: await readStateExposure(db),
    outcomes: await readOutcomes(db),
    printed: readPrintedSums(referenceText('printed-apprehensions.csv')),
    apprehensions: readApprehensions(referenceText('border-apprehensions.csv')),
    unreported: readUnreportedShares(referenceText('unreported-shares.csv')),
    railChance: [...railChance(network)].map(([stateCode, shares]) => ({ stateCode, shares: [...shares] })),
    origins: { threshold: ORIGIN_THRESHOLD, withheld, rows: origins },
    victims: await sumVictims(db, filter),
    circumstances: await countCircumstances(db, filter),
    corridors: await readCorridorNames(db, network),
    reporting: await readReporting(db, filter),
  };
}
