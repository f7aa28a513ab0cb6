import type { CorridorPost } from '../../domain/geocoding/types.ts';
import type { PlaceType } from '../../domain/taxonomy.ts';
import type { Atlas, Town } from './atlas.ts';
import { FLAWS } from './distributions.ts';
import { along, distanceKm, moved, type Point } from './plane.ts';
import type { Random } from './random.ts';
import {
  CORRIDOR_WEIGHTS,
  CROSSINGS,
  HIGHWAYS,
  HOT_TOWNS,
  OTHER_CORRIDOR_WEIGHT,
  ROAD_DETOUR,
} from './routes.ts';

/** Where an incident truly was, and what a text can say of it. */
export interface Site extends Point {
  stateCode: string;
  /** The town that names it; every site has one within 12 km. */
  town: Town;
  /** Named posts of the line before and after it, where it lies on the track. */
  between: { from: string; to: string; apartKm: number } | null;
  /** The road it lies on and the kilometre that a sign there would show. */
  road: { from: string; to: string; km: number } | null;
  /** What it lies beside at a border, as texts call it. */
  beside: string | null;
}

/** One piece of track from a post to the next, with the weight of its incidents. */
interface Piece {
  from: CorridorPost;
  to: CorridorPost;
  index: number;
  weight: number;
}

/** Within this distance of a hot town a piece of track gains from it. */
const HOT_REACH_KM = 8;
/** The largest distance at which a text names the town; where no town is so near, nobody would know the place. */
const NAMING_KM = 12;

export interface SiteFinder {
  /** A site of that type in the state. */
  site(random: Random, stateCode: string, placeType: PlaceType): Site;
  /** A site on the track within so many km of a point. */
  trackSiteNear(random: Random, centre: Point, stateCode: string, withinKm: number): Site;
  /** Another site at the same town. */
  siteAgain(random: Random, site: Site): Site;
}

export function siteFinder(atlas: Atlas): SiteFinder {
  const hotTowns = HOT_TOWNS.map(([stateCode, name, weight]) => ({
    town: atlas.town(stateCode, name),
    weight,
  }));
  const pieces = new Map<string, Piece[]>();
  for (const [corridorId, posts] of atlas.corridors) {
    const ridden = CORRIDOR_WEIGHTS[corridorId] ?? OTHER_CORRIDOR_WEIGHT;
    for (let index = 1; index < posts.length; index++) {
      const from = posts[index - 1]!;
      const to = posts[index]!;
      if (from.stateCode !== to.stateCode) continue;
      const middle = along(from, to, 0.5);
      const heat = hotTowns.reduce(
        (sum, { town, weight }) => sum + weight * Math.exp(-distanceKm(middle, town) / HOT_REACH_KM),
        0,
      );
      const piece = { from, to, index, weight: ridden * ((to.km - from.km) / 60 + heat) };
      pieces.set(from.stateCode, [...(pieces.get(from.stateCode) ?? []), piece]);
    }
  }

  function named(point: Point, stateCode: string, rest: Partial<Site> = {}): Site | null {
    const town = atlas.townNear(point, stateCode, 6) ?? atlas.townNear(point, stateCode, NAMING_KM);
    return town === null
      ? null
      : { ...point, stateCode, town, between: null, road: null, beside: null, ...rest };
  }

  /** The next posts with a name before and after the piece; only stations where asked; null at a line's end. */
  function postsAround({ from, index }: Piece, stationsOnly: boolean): Site['between'] {
    const posts = atlas.corridors.get(from.corridorId)!;
    const tells = (post: CorridorPost) => (stationsOnly ? post.isStation : post.place !== '');
    const before = posts.slice(0, index).findLast(tells);
    const after = posts.slice(index).find((post) => tells(post) && post.place !== before?.place);
    return before && after ? { from: before.place, to: after.place, apartKm: after.km - before.km } : null;
  }

  function onPiece(random: Random, piece: Piece): Site | null {
    // Three in five lie within about 2 km of a post, where trains slow down; the others anywhere.
    const length = Math.max(piece.to.km - piece.from.km, 0.5);
    const nearPost = Math.min(Math.abs(random.normal()) * 1.2, length) / length;
    const share = random.chance(0.6) ? (random.chance(0.5) ? nearPost : 1 - nearPost) : random.uniform();
    const onTrack = along(piece.from, piece.to, share);
    const point = moved(onTrack, random.normal() * 0.25, random.normal() * 0.25);
    const between = postsAround(piece, random.chance(FLAWS.betweenStations)) ?? postsAround(piece, false);
    return named(point, piece.from.stateCode, { between });
  }

  function onTrack(random: Random, candidates: readonly Piece[]): Site {
    const weights = candidates.map((piece) => [piece, piece.weight] as const);
    for (let attempt = 0; attempt < 100; attempt++) {
      const site = onPiece(random, random.weighted(weights));
      if (site !== null) return site;
    }
    throw new Error('no piece of track has a town near it');
  }

  function inTown(random: Random, stateCode: string, spreadKm: number): Site {
    const towns = hotTowns.filter(({ town }) => town.stateCode === stateCode);
    if (towns.length === 0) return onTrack(random, pieces.get(stateCode) ?? []);
    const { town } = random.weighted(towns.map((hot) => [hot, hot.weight] as const));
    const point = moved(town, random.normal() * spreadKm, random.normal() * spreadKm);
    return { ...point, stateCode, town, between: null, road: null, beside: null };
  }

  function onRoad(random: Random, stateCode: string): Site {
    const highways = HIGHWAYS.filter(([state]) => state === stateCode);
    if (highways.length === 0) return inTown(random, stateCode, 3);
    const [, fromName, toName] = random.pick(highways);
    const from = atlas.town(stateCode, fromName);
    const to = atlas.town(stateCode, toName);
    for (let attempt = 0; attempt < 100; attempt++) {
      const share = 0.05 + random.uniform() * 0.9;
      const km = Math.round(distanceKm(from, to) * share * ROAD_DETOUR);
      const point = moved(along(from, to, share), random.normal() * 0.8, random.normal() * 0.8);
      const site = named(point, stateCode, { road: { from: from.name, to: to.name, km } });
      if (site !== null) return site;
    }
    throw new Error(`no town along the road from ${fromName} to ${toName}`);
  }

  function atCrossing(random: Random, stateCode: string): Site {
    const crossings = CROSSINGS.filter(([state]) => state === stateCode);
    if (crossings.length === 0) return inTown(random, stateCode, 1);
    const [, name, beside] = random.weighted(crossings.map((crossing) => [crossing, crossing[3]] as const));
    const town = atlas.town(stateCode, name);
    const point = moved(town, random.normal() * 1.2, random.normal() * 1.2);
    return { ...point, stateCode, town, between: null, road: null, beside };
  }

  return {
    site(random, stateCode, placeType) {
      switch (placeType) {
        case 'train':
        case 'train_tracks':
        case 'unknown':
          return onTrack(random, pieces.get(stateCode) ?? []);
        case 'rural_path': {
          const track = onTrack(random, pieces.get(stateCode) ?? []);
          const point = moved(track, random.normal() * 2.5, random.normal() * 2.5);
          return named(point, stateCode) ?? { ...track, between: null };
        }
        case 'highway':
        case 'car':
        case 'checkpoint':
          return onRoad(random, stateCode);
        case 'bus':
          return random.chance(0.5) ? onRoad(random, stateCode) : inTown(random, stateCode, 1.5);
        case 'border_crossing':
          return atCrossing(random, stateCode);
        case 'urban':
        case 'shelter':
        case 'holding_house':
          return inTown(random, stateCode, 1.2);
      }
    },
    trackSiteNear(random, centre, stateCode, withinKm) {
      const near = [...(pieces.get(stateCode) ?? [])].filter(
        ({ from, to }) => Math.min(distanceKm(from, centre), distanceKm(to, centre)) <= withinKm,
      );
      for (let attempt = 0; attempt < 200; attempt++) {
        const site = onTrack(random, near);
        if (distanceKm(site, centre) <= withinKm) return site;
      }
      throw new Error('no track near the centre');
    },
    siteAgain(random, site) {
      return { ...site, ...moved(site, random.normal() * 0.5, random.normal() * 0.5) };
    },
  };
}
