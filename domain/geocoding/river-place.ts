import { borderCrossings } from './border-crossings.ts';
import { BORDER_RIVERS } from './border-rivers.ts';
import type { Place } from './reference-index.ts';
import { distanceM, nearestOnLine, type Point } from './sphere.ts';

/** Further from the river than this, "by the river" does not help: the text means something else. */
const RIVER_REACH_M = 40_000;

/** Bridges of the border rivers: the gates on land lie west of the Río Bravo and Colorado. */
const BRIDGES = borderCrossings().filter(({ stateCode }) => stateCode !== '02' && stateCode !== '26');
const BRIDGE_REACH_M = 7_000;

/** The point of the border river nearest to a place on its bank, or undefined when it is far or another state's. */
export function onRiver(river: number, place: Place): Point | undefined {
  const { stateCodes, course } = BORDER_RIVERS[river]!;
  if (!stateCodes.includes(place.stateCode)) return undefined;
  const foot = nearestOnLine(place, course);
  if (foot.offsetM > RIVER_REACH_M) return undefined;
  // A bridge stands on the river and its position is known better than the simplified course.
  let best: Point | undefined;
  let nearestM = BRIDGE_REACH_M;
  for (const bridge of BRIDGES) {
    const offsetM = distanceM(place, bridge);
    if (bridge.stateCode !== place.stateCode || offsetM > nearestM) continue;
    best = bridge;
    nearestM = offsetM;
  }
  return best === undefined ? { lon: foot.lon, lat: foot.lat } : { lon: best.lon, lat: best.lat };
}

/** The middle of a border river's course in one state and half the span, or undefined when it is not there. */
export function riverInState(
  river: number,
  stateCode: string,
  places: readonly Place[],
): (Point & { halfM: number; name: string }) | undefined {
  const { stateCodes, course, name } = BORDER_RIVERS[river]!;
  if (!stateCodes.includes(stateCode)) return undefined;
  const reach = stateReach(river, stateCode, places);
  if (reach === undefined) return undefined;
  const part = course.slice(reach.from, reach.to + 1);
  const middle = part[Math.floor(part.length / 2)]!;
  const halfM = Math.max(distanceM(middle, part[0]!), distanceM(middle, part[part.length - 1]!));
  return { ...middle, halfM, name };
}

const reaches = new WeakMap<readonly Place[], Map<string, { from: number; to: number } | undefined>>();
const BANK_M = 30_000;

/** First and last vertex of the course that have places of the state on the bank; worked out once a gazetteer. */
function stateReach(
  river: number,
  stateCode: string,
  places: readonly Place[],
): { from: number; to: number } | undefined {
  let known = reaches.get(places);
  if (known === undefined) {
    known = new Map();
    reaches.set(places, known);
  }
  const key = `${river} ${stateCode}`;
  if (known.has(key)) return known.get(key);
  let from = Number.POSITIVE_INFINITY;
  let to = -1;
  for (const place of places) {
    if (place.stateCode !== stateCode) continue;
    const foot = nearestOnLine(place, BORDER_RIVERS[river]!.course);
    if (foot.offsetM > BANK_M) continue;
    from = Math.min(from, foot.segment);
    to = Math.max(to, foot.segment + 1);
  }
  const reach = to < 0 ? undefined : { from, to };
  known.set(key, reach);
  return reach;
}
