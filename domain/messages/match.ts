import { coarseMiddle } from '../alerts/coarse-middle.ts';
import type { AlertFacts } from '../alerts/facts.ts';
import { isInRing, type Ring } from '../alerts/ring.ts';
import type { Severity } from '../alerts/rule.ts';
import type { SafeFacts } from '../alerts/safe-facts.ts';

/** What a subscriber wants to be told of; an empty list asks for all. Place lists and area widen each other. */
export interface SubscriptionFilter {
  /** INEGI codes. */
  stateCodes: readonly string[];
  corridorIds: readonly string[];
  /** A drawn area, with the codes of the states that it touches; null: none. */
  area: { ring: Ring; stateCodes: readonly string[] } | null;
  severities: readonly Severity[];
  /** Only readers of details name rules. */
  ruleIds: readonly string[];
}

/** An announcement as filters look at it. */
export interface Matchable {
  severity: Severity;
  ruleId: string | null;
  facts: AlertFacts | null;
  safe: SafeFacts | null;
  /** Of the silence of a state: its code. */
  stateCode: string | null;
}

/**
 * Whether a filter asks for an announcement. Only what its reader is told is looked at: whether a message comes must
 * tell no more than what stands in it.
 *
 * @param announcement with the facts as its reader may know them now, null where that is the safe form alone
 */
export function matches(filter: SubscriptionFilter, announcement: Matchable, seesDetail: boolean): boolean {
  const { severities, ruleIds } = filter;
  if (severities.length > 0 && !severities.includes(announcement.severity)) return false;
  if (seesDetail && ruleIds.length > 0 && !(announcement.ruleId && ruleIds.includes(announcement.ruleId)))
    return false;
  return isPlaceAsked(filter, seesDetail ? announcement : { ...announcement, facts: null });
}

function isPlaceAsked(
  { stateCodes, corridorIds, area }: SubscriptionFilter,
  announcement: Matchable,
): boolean {
  if (stateCodes.length === 0 && corridorIds.length === 0 && area === null) return true;
  const place = placeOf(announcement);
  // Nobody can say where it is: rather one message too many.
  if (place.stateCodes.length === 0) return true;
  if (place.stateCodes.some((code) => stateCodes.includes(code))) return true;
  if (place.corridorId !== null && corridorIds.includes(place.corridorId)) return true;
  if (area === null) return false;
  if (place.middle === null) return place.stateCodes.some((code) => area.stateCodes.includes(code));
  const { lon, lat, radiusM } = coarseMiddle(place.middle);
  return isInRing(area.ring, lon, lat) || isNear(area.ring, lon, lat, radiusM);
}

interface Place {
  stateCodes: readonly string[];
  corridorId: string | null;
  middle: AlertFacts['place']['middle'];
}

function placeOf({ facts, safe, stateCode }: Matchable): Place {
  if (stateCode !== null) return { stateCodes: [stateCode], corridorId: null, middle: null };
  if (facts) {
    const { unit, stateCodes, stretch, middle } = facts.place;
    const corridorId =
      unit.kind === 'corridor'
        ? unit.corridorId
        : corridorOf(unit.kind === 'stretch' ? unit.stretchId : stretch?.id);
    return { stateCodes, corridorId, middle };
  }
  return { stateCodes: safe?.stateCodes ?? [], corridorId: corridorOf(safe?.stretch?.id), middle: null };
}

/** The id of a stretch begins with its corridor's (domain/network/stretches.ts). */
function corridorOf(stretchId: string | undefined): string | null {
  return stretchId === undefined ? null : stretchId.slice(0, stretchId.lastIndexOf(':'));
}

const METRES_PER_DEGREE = 111_195;

/** Whether a corner or an edge of a ring comes within a radius of a point, on a plane around the point. */
function isNear(ring: Ring, lon: number, lat: number, radiusM: number): boolean {
  const scale = Math.cos((lat * Math.PI) / 180);
  const flat = ring.map(([x, y]) => [(x - lon) * scale * METRES_PER_DEGREE, (y - lat) * METRES_PER_DEGREE]);
  return flat.some(([ax, ay], index) => {
    const [bx, by] = flat[(index + 1) % flat.length];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length));
    return Math.hypot(ax + along * (bx - ax), ay + along * (by - ay)) <= radiusM;
  });
}
