import type { Crime, HowKnown, Perpetrator, PlaceType } from '../../domain/taxonomy.ts';
import { dayOf, isoDay, monthOf } from './calendar.ts';
import {
  COMPANION_CRIMES,
  COMPANION_PERPETRATORS,
  CRIME_FACTORS,
  CRIME_PERPETRATOR_FACTORS,
  FIRST_DAY,
  HOW_KNOWN_WEIGHTS,
  INCIDENTS_BY_STATE,
  KIDNAPPING_PLACE_FACTORS,
  KIDNAPPINGS_BY_STATE,
  LAST_DAY,
  MONTH_WEIGHTS,
  NEAR_MISS_DAYS,
  NEAR_MISSES,
  NORTHERN_BORDER,
  NORTHERN_PERPETRATOR_WEIGHTS,
  ORGANISATIONS,
  OTHER_PERPETRATOR_WEIGHTS,
  PERPETRATOR_WEIGHTS,
  PLACE_TYPE_FACTORS,
  PLACE_TYPE_WEIGHTS,
  PLANTED_CLUSTER,
  PRINCIPAL_CRIME_WEIGHTS,
  STOPPED_REPORTING,
  YEAR_WEIGHTS,
} from './distributions.ts';
import type { Random } from './random.ts';
import type { Site, SiteFinder } from './sites.ts';
import { drawVictims, type Victims } from './victims.ts';

/** What truly happened; reports tell it more or less well. */
export interface TrueIncident {
  eventId: string;
  /** Days since 1970-01-01. */
  day: number;
  site: Site;
  placeType: PlaceType;
  /** The principal one first, none twice. */
  crimes: readonly Crime[];
  perpetrators: readonly Perpetrator[];
  organisation: string;
  victims: Victims;
  howKnown: HowKnown;
  planted: boolean;
  /** The other incident at the same place within days that this one must not be joined with. */
  nearMissOf: string | null;
}

type Draft = Omit<TrueIncident, 'eventId' | 'nearMissOf'> & { nearMissOf: Draft | null };

function entries<T extends string>(
  weights: Partial<Record<T, number>>,
  ...factors: (Partial<Record<T, number>> | undefined)[]
): (readonly [T, number])[] {
  return (Object.entries(weights) as [T, number][]).map(
    ([value, weight]) =>
      [value, factors.reduce((product, f) => product * (f?.[value] ?? 1), weight)] as const,
  );
}

/** Every day of the sample with its weight. */
const DAYS = Array.from({ length: dayOf(LAST_DAY) - dayOf(FIRST_DAY) + 1 }, (_, index) => {
  const day = dayOf(FIRST_DAY) + index;
  return [day, MONTH_WEIGHTS[monthOf(day)]! * YEAR_WEIGHTS[isoDay(day).slice(0, 4)]!] as const;
});

function withCompanions<T extends string>(
  random: Random,
  principal: T,
  companions: Partial<Record<T, Partial<Record<T, number>>>>,
): T[] {
  const chances = Object.entries(companions[principal] ?? {}) as [T, number][];
  return [principal, ...chances.filter(([, chance]) => random.chance(chance)).map(([value]) => value)];
}

function drawPerpetrators(random: Random, stateCode: string, crime: Crime): Perpetrator[] {
  const northern = NORTHERN_BORDER.includes(stateCode);
  const weights =
    PERPETRATOR_WEIGHTS[stateCode] ?? (northern ? NORTHERN_PERPETRATOR_WEIGHTS : OTHER_PERPETRATOR_WEIGHTS);
  const principal = random.weighted(entries(weights, CRIME_PERPETRATOR_FACTORS[crime]));
  return withCompanions(random, principal, COMPANION_PERPETRATORS);
}

function drawOrganisation(random: Random, principal: Perpetrator): string {
  const known = ORGANISATIONS[principal];
  return known !== undefined && random.chance(known.share) ? random.pick(known.names) : '';
}

/** All of an incident that follows from its state, day, place and principal crime. */
function draft(
  random: Random,
  known: { day: number; site: Site; placeType: PlaceType; crime: Crime; planted: boolean },
): Draft {
  const crimes = withCompanions(random, known.crime, COMPANION_CRIMES);
  const perpetrators = drawPerpetrators(random, known.site.stateCode, known.crime);
  return {
    day: known.day,
    site: known.site,
    placeType: known.placeType,
    crimes,
    perpetrators,
    organisation: drawOrganisation(random, perpetrators[0]!),
    victims: drawVictims(random, known.crime),
    howKnown: random.weighted(entries(HOW_KNOWN_WEIGHTS)),
    planted: known.planted,
    nearMissOf: null,
  };
}

function ordinary(random: Random, sites: SiteFinder, stateCode: string, kidnapping: boolean): Draft {
  const placeType = random.weighted(
    entries(
      PLACE_TYPE_WEIGHTS,
      PLACE_TYPE_FACTORS[stateCode],
      kidnapping ? KIDNAPPING_PLACE_FACTORS : undefined,
      // Only border states have crossings.
      NORTHERN_BORDER.includes(stateCode) || stateCode === '07' ? undefined : { border_crossing: 0 },
    ),
  );
  const crime = kidnapping
    ? 'kidnapping'
    : random.weighted(entries(PRINCIPAL_CRIME_WEIGHTS, CRIME_FACTORS[stateCode]));
  return draft(random, {
    day: random.weighted(DAYS),
    site: sites.site(random, stateCode, placeType),
    placeType,
    crime,
    planted: false,
  });
}

/** The planted cluster; its first and last incidents are on its first and last days. */
function planted(random: Random, sites: SiteFinder): Draft[] {
  const { firstDay, lastDay, perFortnight, kidnappings, crimeWeights, radiusKm, stateCode } = PLANTED_CLUSTER;
  const days = perFortnight.flatMap((count, fortnight) =>
    // Evenly spread, shaken a little: a cluster that lasts, not one bad night.
    Array.from({ length: count }, (_, i) => {
      const share = (i + random.uniform() * 0.9) / count;
      return dayOf(firstDay) + fortnight * 14 + Math.floor(share * 14);
    }),
  );
  days[0] = dayOf(firstDay);
  days[days.length - 1] = dayOf(lastDay);
  const kidnappingAt = new Set(random.shuffled(days.map((_, index) => index)).slice(0, kidnappings));
  return days.map((day, index) =>
    draft(random, {
      day,
      site: sites.trackSiteNear(random, PLANTED_CLUSTER, stateCode, radiusKm),
      placeType: random.weighted([
        ['train', 5],
        ['train_tracks', 5],
      ] as const),
      crime: kidnappingAt.has(index) ? 'kidnapping' : random.weighted(entries(crimeWeights)),
      planted: true,
    }),
  );
}

/** Another incident like `base`, days later at the same place, with its own victims and perpetrators. */
function nearMiss(random: Random, sites: SiteFinder, base: Draft): Draft {
  const again = draft(random, {
    day: base.day + random.integer(NEAR_MISS_DAYS.from, NEAR_MISS_DAYS.to),
    site: sites.siteAgain(random, base.site),
    placeType: base.placeType,
    crime: random.chance(0.7) ? base.crimes[0]! : random.weighted(entries(PRINCIPAL_CRIME_WEIGHTS)),
    planted: false,
  });
  return { ...again, nearMissOf: base };
}

/** The day, moved back where its state had stopped reporting by then. */
function beforeSilence(day: number, stateCode: string): number {
  const silentFrom = dayOf(STOPPED_REPORTING.lastDay) + 1;
  if (stateCode !== STOPPED_REPORTING.stateCode || day < silentFrom) return day;
  return day - (dayOf(LAST_DAY) - silentFrom + 1);
}

/** All true incidents in order of day as drawn, before one state falls silent; ids follow the order. */
export function drawIncidents(random: Random, sites: SiteFinder): TrueIncident[] {
  const cluster = planted(random, sites);
  const drafts: Draft[] = [...cluster];
  const nearMissStates = random.shuffled(
    Object.entries(INCIDENTS_BY_STATE).flatMap(([code, n]) => Array(n).fill(code)),
  );
  const nearMissesLeft = new Map<string, number>();
  for (const code of nearMissStates.slice(0, NEAR_MISSES) as string[]) {
    nearMissesLeft.set(code, (nearMissesLeft.get(code) ?? 0) + 1);
  }
  for (const [stateCode, total] of Object.entries(INCIDENTS_BY_STATE)) {
    const inCluster = stateCode === PLANTED_CLUSTER.stateCode ? cluster.length : 0;
    const clusterKidnappings = inCluster > 0 ? PLANTED_CLUSTER.kidnappings : 0;
    const kidnappings = (KIDNAPPINGS_BY_STATE[stateCode] ?? 0) - clusterKidnappings;
    const wantedNearMisses = nearMissesLeft.get(stateCode) ?? 0;
    const count = total - inCluster - wantedNearMisses;
    const own = Array.from({ length: count }, (_, i) => ordinary(random, sites, stateCode, i < kidnappings));
    // A near miss of a kidnapping would change the 79; one after the last day would not be in the sample.
    const bases = random
      .shuffled(own.slice(Math.max(kidnappings, 0)))
      .filter((base) => base.day + NEAR_MISS_DAYS.to <= dayOf(LAST_DAY));
    if (bases.length < wantedNearMisses)
      throw new Error(`too few incidents in ${stateCode} for its near misses`);
    drafts.push(...own, ...bases.slice(0, wantedNearMisses).map((base) => nearMiss(random, sites, base)));
  }

  // Equal days keep the order of drawing: the sort is stable.
  drafts.sort((a, b) => a.day - b.day);
  const ids = new Map(drafts.map((incident, index) => [incident, `E${String(index + 1).padStart(4, '0')}`]));
  return drafts.map((incident) => ({
    ...incident,
    day: beforeSilence(incident.day, incident.site.stateCode),
    eventId: ids.get(incident)!,
    nearMissOf: incident.nearMissOf === null ? null : ids.get(incident.nearMissOf)!,
  }));
}
