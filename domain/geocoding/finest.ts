import { closeness, type Option } from './candidates.ts';
import type { Mention } from './reader.ts';
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

const SUPPORT_WEIGHT = 0.6;
/** Pairwise work is bounded: names and meanings beyond these are not compared. */
const MAX_COMPARED = 8;
const MAX_MEANINGS = 12;
/** Rivals within this fit of the best are not told apart. */
const RIVAL_FIT = 0.12;
const SAME_PLACE_M = 10_000;
const TOGETHER = 0.8;
/** A village this big, or a seat, is meant even when it is far from the other names. */
const CLAIM_POPULATION = 2_500;

interface Chosen {
  resolved: Resolved;
  option: Option;
}

/** Chooses a meaning for each name so that they support each other, then the finest of them. */
export function chooseFinest(resolved: readonly Resolved[]): Finest | undefined {
  const usable = resolved.filter(({ mention }) => mention.feature !== 'road').slice(0, MAX_COMPARED);
  const considered = usable.length > 0 ? usable : resolved.slice(0, MAX_COMPARED);
  for (const one of considered) support(one, considered);
  const standing = considered.filter(({ mention }) => mention.feature !== 'inner');
  const anchors = (standing.length > 0 ? standing : considered).map(bestOf);
  const inState = anchors.filter(({ resolved: { outside } }) => !outside);
  const anchor = strongest(inState.length > 0 ? inState : anchors);
  if (anchor === undefined) return undefined;
  let finest = anchor;
  let dropped: Finest['dropped'] = 'none';
  for (const one of considered) {
    if (one === anchor.resolved) continue;
    const candidate = nearAnchor(one, anchor.option);
    if (candidate === undefined) {
      if (claims(one, anchor)) finest = finer(finest, bestOf(one));
      else dropped = dropped === 'rural' || one.mention.feature !== 'inner' ? 'rural' : 'inner';
    } else {
      finest = finer(finest, { resolved: one, option: candidate });
    }
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
function support(one: Resolved, all: readonly Resolved[]): void {
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
    const needed = one.mention.feature === 'inner' && option.place.kind !== 'border_bridge' ? 0.95 : TOGETHER;
    const score = near + option.fit;
    if (near >= needed && score > bestScore) {
      best = option;
      bestScore = score;
    }
  }
  return best;
}

/** Does a name far from the anchor stand for itself? A seat or village that is the only one of its name. */
function claims(one: Resolved, anchor: Chosen): boolean {
  if (one.outside && !anchor.resolved.outside) return false;
  if (one.mention.feature === 'inner' || one.mention.first > anchor.resolved.mention.first) return false;
  const { option } = bestOf(one);
  const known = option.place.isSeat || option.place.population >= CLAIM_POPULATION;
  return known && option.quality !== 'misspelt' && rivalsOf({ resolved: one, option }).length === 0;
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
