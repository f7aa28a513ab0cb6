import { closeness, type Option } from './candidates.ts';
import { isPart } from './feature.ts';
import type { Place } from './places.ts';
import type { Mention } from './reader.ts';
import { onRiver } from './river-place.ts';
import { distanceM } from './sphere.ts';
import type { Resolved } from './state-choice.ts';

/** The finest place that the text names, and what it lies in. */
export interface Finest {
  chosen: Option;
  mention: Mention;
  /** A coarser name of the text that the chosen place lies in or by, with its place. */
  context: { mention: Mention; option: Option } | null;
  /** Close rivals of the chosen place, when the text does not tell which is meant. */
  rivals: readonly Option[];
  /** A finer name was there but is not known near the context: inside a town, or out of it. */
  dropped: 'none' | 'inner' | 'rural';
  /** The chosen place is not in the named state. */
  outside: boolean;
}

/** What the text says of the surroundings: a border river by its index (or -1), and whether it speaks of rail. */
export interface Setting {
  river: number;
  /** Whether a place lies by a track; undefined where the text does not speak of rail. */
  isByTrack: ((place: Place) => boolean) | undefined;
}

const SUPPORT_WEIGHT = 0.6;
const RIVER_WEIGHT = 0.4;
const TRACK_WEIGHT = 0.2;
/** Pairwise work is bounded: names and meanings beyond these are not compared. */
const MAX_COMPARED = 8;
const MAX_MEANINGS = 12;
/** Rivals within this fit of the best are not told apart. */
const RIVAL_FIT = 0.12;
const SAME_PLACE_M = 10_000;
/** Rivals this near to each other are one vague place, not two. */
export const ONE_AREA_M = 30_000;
const TOGETHER = 0.8;
const SAME_TOWN = 0.95;
const IN_TOWN = 1;
/** From here on a town's unknown parts are colonias rather than villages. */
export const CITY_POPULATION = 100_000;
/** A village this big, or a seat, is meant even when it is far from the other names. */
const CLAIM_POPULATION = 2_500;
const CLAIM_REACH_M = 150_000;
/** A bridge belongs to the municipality's seat even from afar. */
const BRIDGE_NEAR = 0.3;

interface Chosen {
  resolved: Resolved;
  option: Option;
}

/**
 * Chooses a meaning for each name so that they support each other, then the finest of them. `onRoad` are the ends of
 * a road that the text names: they help to choose but are not chosen.
 */
export function chooseFinest(
  resolved: readonly Resolved[],
  onRoad: readonly Resolved[],
  { river, isByTrack }: Setting,
): Finest | undefined {
  const usable = resolved.filter(({ mention }) => mention.feature !== 'road').slice(0, MAX_COMPARED);
  const considered = usable.length > 0 ? usable : resolved.slice(0, MAX_COMPARED);
  for (const one of considered) support(one, [...considered, ...onRoad.slice(0, 2)], { river, isByTrack });
  const standing = considered.filter(({ mention }) => !isPart(mention.feature));
  const anchors = (standing.length > 0 ? standing : considered).map(bestOf);
  const inState = anchors.filter(({ resolved: { outside } }) => !outside);
  const clear = inState.filter((one) => rivalsOf(one).length === 0);
  const anchor = strongest(clear.length > 0 ? clear : inState.length > 0 ? inState : anchors);
  if (anchor === undefined) return undefined;
  let finest = anchor;
  let dropped: Finest['dropped'] = 'none';
  for (const one of considered) {
    if (one === anchor.resolved) continue;
    const candidate = nearAnchor(one, anchor.option);
    if (candidate === undefined) {
      if (claims(one, anchor, river)) finest = finer(finest, bestOf(one));
      else dropped = dropped === 'rural' || !isPartOfTown(one.mention, anchor.option) ? 'rural' : 'inner';
    } else {
      finest = finer(finest, { resolved: one, option: candidate });
    }
  }
  // A finer name that may be one of several places leaves the context as what is known.
  if (
    finest !== anchor &&
    rivalsOf(finest).some((rival) => distanceM(rival.place, finest.option.place) > ONE_AREA_M)
  ) {
    finest = anchor;
    dropped = 'rural';
  }
  // A finer name that was found makes up for another that was not.
  if (finest !== anchor) dropped = 'none';
  return {
    chosen: finest.option,
    mention: finest.resolved.mention,
    context: finest === anchor ? null : { mention: anchor.resolved.mention, option: anchor.option },
    rivals: rivalsOf(finest),
    dropped,
    outside: finest.resolved.outside,
  };
}

function bestOf(resolved: Resolved): Chosen {
  let option = resolved.options[0]!;
  for (const other of resolved.options) if (other.total > option.total) option = other;
  return { resolved, option };
}

/** Adds to each meaning of a name how well the other names of the text go with it. */
function support(one: Resolved, all: readonly Resolved[], { river, isByTrack }: Setting): void {
  for (const option of one.options) {
    let most = 0;
    for (const other of all) {
      if (other === one) continue;
      for (const meaning of other.options.slice(0, MAX_MEANINGS)) {
        if (meaning.place === option.place) continue;
        most = Math.max(most, closeness(option.place, meaning.place));
        if (most === 1) break;
      }
    }
    option.total = option.fit + SUPPORT_WEIGHT * most;
    if (one.options.length === 1) continue;
    if (river >= 0 && onRiver(river, option.place) !== undefined) option.total += RIVER_WEIGHT;
    if (isByTrack?.(option.place) === true) option.total += TRACK_WEIGHT;
  }
}

function strongest(anchors: readonly Chosen[]): Chosen | undefined {
  let best: Chosen | undefined;
  for (const one of anchors) if (best === undefined || one.option.total > best.option.total) best = one;
  return best;
}

/** The meaning of a name that lies in or by the anchor; a part of a town must be nearer. */
function nearAnchor(one: Resolved, anchor: Option): Option | undefined {
  let best: Option | undefined;
  let bestScore = 0;
  for (const option of one.options) {
    const near = closeness(option.place, anchor.place);
    const needed = nearnessNeeded(one.mention, option.place, anchor);
    const score = near + option.fit;
    if (near >= needed && score > bestScore) {
      best = option;
      bestScore = score;
    }
  }
  return best;
}

/** How near the anchor a meaning must lie: a part of a town in it, a village of the municipality, a bridge by it. */
function nearnessNeeded(mention: Mention, place: Place, anchor: Option): number {
  if (place.kind === 'border_bridge') return BRIDGE_NEAR;
  if (!isPartOfTown(mention, anchor)) return TOGETHER;
  return mention.feature === 'none' && place.population >= CLAIM_POPULATION ? SAME_TOWN : IN_TOWN;
}

/**
 * A colonia or the like by its type word; beside a city an untyped name is more often one of its colonias than a
 * namesake village out in the country.
 */
export function isPartOfTown(mention: Mention, anchor: Option): boolean {
  if (isPart(mention.feature)) return true;
  return mention.feature === 'none' && anchor.place.population >= CITY_POPULATION;
}

/** Does a name far from the anchor stand for itself? A seat or village that is the only one of its name. */
function claims(one: Resolved, anchor: Chosen, river: number): boolean {
  if (one.outside || anchor.resolved.outside) return false;
  if (isPartOfTown(one.mention, anchor.option) || one.mention.first > anchor.resolved.mention.first)
    return false;
  const { option } = bestOf(one);
  if (river >= 0 && onRiver(river, option.place) === undefined) return false;
  const known = option.place.isSeat || option.place.population >= CLAIM_POPULATION;
  const apart = distanceM(option.place, anchor.option.place);
  const sameState = option.place.stateCode === anchor.option.place.stateCode;
  return (
    known &&
    sameState &&
    apart <= CLAIM_REACH_M &&
    option.quality === 'name' &&
    rivalsOf({ resolved: one, option }).length === 0
  );
}

/** The finer of two: a bridge before a locality before a municipality; then the less peopled; then the first named. */
function finer(a: Chosen, b: Chosen): Chosen {
  const difference = grain(b.option) - grain(a.option);
  if (difference !== 0) return difference < 0 ? b : a;
  return b.resolved.mention.first < a.resolved.mention.first ? b : a;
}

function grain({ place }: Option): number {
  if (place.kind === 'border_bridge') return -1;
  return place.kind === 'municipality' ? 1e9 : place.population;
}

/** Other meanings nearly as fit, at other places. */
function rivalsOf({ resolved, option }: Chosen): Option[] {
  return resolved.options.filter(
    (other) =>
      other !== option &&
      other.total >= option.total - RIVAL_FIT &&
      distanceM(other.place, option.place) > SAME_PLACE_M,
  );
}
