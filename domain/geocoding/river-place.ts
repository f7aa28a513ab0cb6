import { borderCrossings } from './border-crossings.ts';
import { BORDER_RIVERS } from './border-rivers.ts';
import type { Place } from './places.ts';
import { distanceM, nearestOnLine, type Point } from './sphere.ts';

/** Further from the river than this, "by the river" does not help: the text means something else. */
const RIVER_REACH_M = 40_000;

/** Bridges of the border rivers: the gates on land lie west of the Río Bravo and Colorado. */
const BRIDGES = borderCrossings().filter(({ stateCode }) => stateCode !== '02' && stateCode !== '26');
const BRIDGE_REACH_M = 7_000;

/** By place and river; a place's foot on a river never changes. `null` is: far, or another state's river. */
const feet = new WeakMap<Place, (Point | null | undefined)[]>();

/** The point of the border river nearest to a place on its bank, or undefined when it is far or another state's. */
export function onRiver(river: number, place: Place): Point | undefined {
  let known = feet.get(place);
  if (known === undefined) {
    known = [];
    feet.set(place, known);
  }
  if (known[river] === undefined) known[river] = footOn(river, place) ?? null;
  return known[river] ?? undefined;
}

function footOn(river: number, place: Place): Point | undefined {
  const { stateCodes, course } = BORDER_RIVERS[river]!;
  if (!stateCodes.includes(place.stateCode)) return undefined;
  const foot = nearestOnLine(place, course);
  if (foot.offsetM > RIVER_REACH_M) return undefined;
  // A bridge stands on the river and its position is known better than the simplified course.
  let best: Point = foot;
  let nearestM = BRIDGE_REACH_M;
  for (const bridge of BRIDGES) {
    const offsetM = distanceM(place, bridge);
    if (bridge.stateCode !== place.stateCode || offsetM > nearestM) continue;
    best = bridge;
    nearestM = offsetM;
  }
  return { lon: best.lon, lat: best.lat };
}

/** A border river's course in one state. */
export interface RiverReach extends Point {
  /** From the point to the farther end of the course in the state. */
  halfM: number;
}

const reaches = new WeakMap<readonly Place[], Map<string, RiverReach | null>>();
const BANK_M = 30_000;

/**
 * Where "the river, in this state" is put: the vertex of the course that halves the people on the bank. Undefined
 * when the river does not touch the state. Worked out once a gazetteer.
 */
export function riverInState(
  river: number,
  stateCode: string,
  places: readonly Place[],
): RiverReach | undefined {
  let known = reaches.get(places);
  if (known === undefined) {
    known = new Map();
    reaches.set(places, known);
  }
  const key = `${river} ${stateCode}`;
  let reach = known.get(key);
  if (reach === undefined) {
    reach = reachOf(river, stateCode, places) ?? null;
    known.set(key, reach);
  }
  return reach ?? undefined;
}

function reachOf(river: number, stateCode: string, places: readonly Place[]): RiverReach | undefined {
  const { stateCodes, course } = BORDER_RIVERS[river]!;
  if (!stateCodes.includes(stateCode)) return undefined;
  const people = new Float64Array(course.length);
  let total = 0;
  for (const place of places) {
    if (place.stateCode !== stateCode || place.kind !== 'locality') continue;
    const foot = nearestOnLine(place, course);
    if (foot.offsetM > BANK_M) continue;
    // One more than its people: a hamlet without a count is on the bank too.
    people[foot.segment]! += place.population + 1;
    total += place.population + 1;
  }
  if (total === 0) return undefined;
  const first = people.findIndex((count) => count > 0);
  const last = people.findLastIndex((count) => count > 0) + 1;
  let middle = first;
  for (let sum = people[first]!; sum < total / 2 && middle < last; sum += people[middle]!) middle++;
  const point = course[middle]!;
  return {
    lon: point.lon,
    lat: point.lat,
    halfM: Math.max(distanceM(point, course[first]!), distanceM(point, course[last]!)),
  };
}
