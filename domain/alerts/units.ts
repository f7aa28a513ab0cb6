import { disclosedPerpetratorMask, FULL_DISCLOSURE } from '../access/disclosure.ts';
import { STATES } from '../states.ts';
import { bitMask, CRIMES, PERPETRATORS, PREDATORY_CRIMES } from '../taxonomy.ts';
import { type Ground, incidentTest, trackKm } from './ground.ts';
import type { AlertIncidents } from './incidents.ts';
import { isFineRule, isOversightRule, type RuleDefinition, type RulePlace } from './rule.ts';

/** What a rule judges by itself: one place, with its km of track and the states that it lies in. */
export interface RuleUnit {
  /** Names the place within the rule; together they are the identity of an alert. */
  key: string;
  place: RulePlace;
  /** Of rules that ask for a rate; else null. */
  trackKm: number | null;
  /** INEGI codes; empty where the incidents have to tell (country, own area, cell). */
  stateCodes: readonly string[];
}

/** The name of a place within a rule. */
export function placeKey(place: RulePlace): string {
  switch (place.kind) {
    case 'country':
      return 'country';
    case 'state':
      return `state:${place.code}`;
    case 'corridor':
      return `corridor:${place.corridorId}`;
    case 'stretch':
      return `stretch:${place.stretchId}`;
    case 'cell':
      return `cell:${place.h3}`;
    case 'polygon':
      return 'area';
  }
}

/** A rule's units, and of each incident the unit it counts in, or -1. */
export interface RuleUnits {
  units: RuleUnit[];
  unitOf: Int32Array;
}

/**
 * Cuts a rule's place into its units and puts the incidents that it asks for into them.
 * @param heldAfterMs incidents known later are held back from readers under delay; null: no reader is
 */
export function unitsOf(
  rule: Pick<RuleDefinition, 'place' | 'split' | 'crimes' | 'perpetrators' | 'minimum' | 'condition'>,
  ground: Ground,
  incidents: AlertIncidents,
  heldAfterMs: number | null,
): RuleUnits {
  const { units, unitAt } = cut(rule, ground, incidents);
  const crimeMask = bitMask(CRIMES, rule.crimes.length > 0 ? rule.crimes : PREDATORY_CRIMES);
  const perpetratorMask = rule.perpetrators.length > 0 ? bitMask(PERPETRATORS, rule.perpetrators) : -1;
  // As the rule's readers see them: an accused public servant is unknown to all but those with oversight.
  const disclosure = { ...FULL_DISCLOSURE, officials: isOversightRule(rule) };
  const perpetratorsOf = (i: number) => disclosedPerpetratorMask(disclosure, incidents.perpetratorMask[i]);
  const isHeld = heldTest(incidents, isFineRule(rule) ? heldAfterMs : null);
  const unitOf = new Int32Array(incidents.count).fill(-1);
  for (let i = 0; i < incidents.count; i++) {
    if ((incidents.crimeMask[i] & crimeMask) === 0) continue;
    // An incident without any alleged perpetrator matches a rule that asks for none in particular.
    if (perpetratorMask !== -1 && (perpetratorsOf(i) & perpetratorMask) === 0) continue;
    if (!isHeld(i)) unitOf[i] = unitAt(i);
  }
  return { units, unitOf };
}

/** Whether an incident is still held back from readers under delay. */
export function heldTest(
  { knownAtMs }: Pick<AlertIncidents, 'knownAtMs'>,
  heldAfterMs: number | null,
): (incident: number) => boolean {
  return heldAfterMs === null ? () => false : (i) => knownAtMs[i] > heldAfterMs;
}

/** When the youngest incident that a rule counts anywhere became known, ms; -Infinity where all are history. */
export function newestOf({ knownAtMs }: Pick<AlertIncidents, 'knownAtMs'>, { unitOf }: RuleUnits): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < unitOf.length; i++) if (unitOf[i] >= 0) newest = Math.max(newest, knownAtMs[i]);
  return newest;
}

function cut(
  { place, split, minimum, condition }: Pick<RuleDefinition, 'place' | 'split' | 'minimum' | 'condition'>,
  ground: Ground,
  incidents: AlertIncidents,
): { units: RuleUnit[]; unitAt: (incident: number) => number } {
  const { stretches } = ground;
  const unit = (of: RulePlace, stateCodes: readonly string[]): RuleUnit => ({
    key: placeKey(of),
    place: of,
    trackKm: condition.kind === 'rate' ? trackKm(ground, of) : null,
    stateCodes,
  });
  /** Known well enough; where a place is only a state, nothing finer is asked. */
  const isWellKnown = (i: number) => incidents.radiusM[i] <= minimum.radiusM;

  if (split === 'state') {
    return {
      units: STATES.map(({ code }) => unit({ kind: 'state', code }, [code])),
      unitAt: (i) => incidents.state[i],
    };
  }
  if (split === 'stretch') {
    const inPlace = stretchesIn(place, ground);
    const units = inPlace.map((at) =>
      unit({ kind: 'stretch', stretchId: stretches[at].id }, stretches[at].stateCodes),
    );
    const indexOf = new Int32Array(stretches.length).fill(-1);
    inPlace.forEach((at, index) => {
      indexOf[at] = index;
    });
    return {
      units,
      unitAt: (i) => (incidents.stretch[i] >= 0 && isWellKnown(i) ? indexOf[incidents.stretch[i]] : -1),
    };
  }
  switch (place.kind) {
    case 'country':
      return { units: [unit(place, [])], unitAt: () => 0 };
    case 'state': {
      const state = STATES.findIndex(({ code }) => code === place.code);
      return { units: [unit(place, [place.code])], unitAt: (i) => (incidents.state[i] === state ? 0 : -1) };
    }
    case 'corridor':
    case 'stretch': {
      const inPlace = stretchesIn(place, ground);
      const isIn = new Uint8Array(stretches.length);
      for (const at of inPlace) isIn[at] = 1;
      const stateCodes = [...new Set(inPlace.flatMap((at) => stretches[at].stateCodes))];
      return {
        units: [unit(place, stateCodes)],
        unitAt: (i) =>
          incidents.stretch[i] >= 0 && isIn[incidents.stretch[i]] === 1 && isWellKnown(i) ? 0 : -1,
      };
    }
    default: {
      const isInside = incidentTest(place);
      return {
        units: [unit(place, [])],
        unitAt: (i) => (isWellKnown(i) && isInside(incidents.lon[i], incidents.lat[i]) ? 0 : -1),
      };
    }
  }
}

/** Indices of the stretches that a place is made of; of a state those that lie in it for the most part. */
function stretchesIn(place: RulePlace, { stretches }: Ground): number[] {
  return stretches.flatMap(({ id, corridorId, stateCodes }, index) => {
    const isIn =
      place.kind === 'country' ||
      (place.kind === 'corridor' && corridorId === place.corridorId) ||
      (place.kind === 'stretch' && id === place.stretchId) ||
      (place.kind === 'state' && stateCodes[0] === place.code);
    return isIn ? [index] : [];
  });
}
