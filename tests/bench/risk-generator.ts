import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCorridorPosts } from '../../data/reference/tables.ts';
import { distanceM, offsetPoint } from '../../domain/geocoding/sphere.ts';
import { buildNetworkGraph, type NetworkGraph } from '../../domain/network/graph.ts';
import { lixelKernel } from '../../domain/network/lixel-kernel.ts';
import { createRailNetwork, SNAP_M } from '../../domain/network/rail.ts';
import { type RandomStream, randomStream } from '../../domain/random.ts';
import { lixelMiddles, riskNetworkOf } from '../../domain/risk/graph-network.ts';
import type { IncidentPlace } from '../../domain/risk/placement.ts';
import type { RiskNetwork } from '../../domain/risk/risk-network.ts';

/**
 * Plants risk on the shipped network and draws incidents from it, as sources would tell of them. Everything follows from
 * the seed; docs/risk.md says what is drawn and why.
 */

/** - `hostile`: crimes come in runs (each brings half another one, within days and km) and states report unequally. */
export const SHAPES = ['smooth', 'peaky', 'gradient', 'hostile'] as const;
export type Shape = (typeof SHAPES)[number];

export const HISTORY_DAYS = 730;
export const NEXT_DAYS = 180;

/** On the network over HISTORY_DAYS, in the mean, before any go unreported. */
const EXPECTED = 1000;
/** Of all: 6 to 60 km off the network; of the sample's well-known places 31 of 320 are farther than 5 km. */
const OFF_NETWORK = 0.1;
/** Told as on the train or the tracks, of those on the network; as in the sample. */
const ON_TRAIN = 0.6;
/** Kinds of places by how well they are known, with their shares; as in the sample, geocoded. Radii in km. */
const KNOWN = [
  { share: 0.2, fromKm: 0.5, toKm: 5, precision: 'locality' },
  { share: 0.61, fromKm: 6, toKm: 30, precision: 'locality' },
  { share: 0.15, fromKm: 15, toKm: 80, precision: 'municipality' },
  { share: 0.04, fromKm: 100, toKm: 300, precision: 'state' },
] as const;
/** Of the hostile shape. */
const OFFSPRING = 0.5;
const OFFSPRING_DAYS = 10;
const OFFSPRING_LIXELS = 3;

export interface ShippedNetwork {
  graph: NetworkGraph;
  network: RiskNetwork;
  locate: ReturnType<typeof createRailNetwork>['locate'];
}

/** The shipped corridors; a lixel's state is that of the nearest post. */
export function shippedNetwork(): ShippedNetwork {
  const file = path.resolve(import.meta.dirname, '../../data/reference/corridor-posts.csv');
  const posts = readCorridorPosts(readFileSync(file, 'utf8'));
  const rail = createRailNetwork(posts);
  const graph = buildNetworkGraph(rail);
  const { lon, lat } = lixelMiddles(graph);
  const states = Array.from(lon, (x, lixel) => {
    const at = { lon: x, lat: lat[lixel]! };
    let [nearest, least] = [posts[0]!, Number.POSITIVE_INFINITY];
    for (const post of posts) {
      if (Math.abs(post.lat - at.lat) > 0.5 || Math.abs(post.lon - at.lon) > 0.5) continue;
      const d = distanceM(at, post);
      if (d < least) [nearest, least] = [post, d];
    }
    return nearest.stateCode;
  });
  return { graph, network: riskNetworkOf(graph, states), locate: rail.locate };
}

/** What is true, and unknown to those who estimate it. */
export interface PlantedRisk {
  /** Expected incidents a day on each lixel. */
  perDay: Float64Array;
  /** Share that is reported, by state. */
  reported: ReadonlyMap<string, number>;
}

export function plantRisk({ network }: ShippedNetwork, shape: Shape, random: RandomStream): PlantedRisk {
  const { lixels } = network;
  const relative = new Float64Array(lixels.count).fill(1);
  if (shape === 'smooth') plantSmooth(network, relative, random);
  if (shape === 'peaky' || shape === 'hostile') plantPeaks(network, relative, random);
  if (shape === 'gradient') plantGradient(network, relative);
  const perDay = relative.map((value, lixel) => value * lixels.lengthKm[lixel]!);
  // A run of crimes is one and what it brings: 1 / (1 - OFFSPRING) in the mean.
  const own = shape === 'hostile' ? 1 - OFFSPRING : 1;
  const scale = (EXPECTED * own) / HISTORY_DAYS / perDay.reduce((a, b) => a + b, 0);
  const states = [...new Set(lixels.state)].sort();
  return {
    perDay: perDay.map((value) => value * scale),
    reported: new Map(states.map((code) => [code, shape === 'hostile' ? 0.3 + 0.7 * random.uniform() : 1])),
  };
}

/** exp of noise smoothed over some 60 km, with standard deviation 1. */
function plantSmooth({ edges, lixels }: RiskNetwork, relative: Float64Array, random: RandomStream): void {
  const smooth = lixelKernel(edges, lixels.middle, { rule: 'continuous', kernel: 'quartic', bandwidth: 60 });
  const noise = smooth(Float64Array.from({ length: lixels.count }, () => normal(random)));
  const deviation = Math.sqrt(noise.reduce((sum, z) => sum + z * z, 0) / lixels.count);
  for (let lixel = 0; lixel < lixels.count; lixel++) relative[lixel] = Math.exp(noise[lixel]! / deviation);
}

/** Twelve hot pieces of 10 to 30 km, 10 to 30 times as dangerous as the rest. */
function plantPeaks({ lixels }: RiskNetwork, relative: Float64Array, random: RandomStream): void {
  for (let peak = 0; peak < 12; peak++) {
    const first = random.below(lixels.count);
    const end = first + 10 + random.below(21);
    const height = 10 + 20 * random.uniform();
    for (let lixel = first; lixel < end && lixels.stretch[lixel] === lixels.stretch[first]; lixel++)
      relative[lixel] = height;
  }
}

/** From 10 times in the far south to once in the far north. */
function plantGradient({ lixels }: RiskNetwork, relative: Float64Array): void {
  const south = lixels.lat.reduce((a, b) => Math.min(a, b));
  const north = lixels.lat.reduce((a, b) => Math.max(a, b));
  for (let lixel = 0; lixel < lixels.count; lixel++)
    relative[lixel] = 10 ** (1 - (lixels.lat[lixel]! - south) / (north - south));
}

export interface Happened {
  lixel: number;
  /** 0 on the first day of the history; the next incidents begin at HISTORY_DAYS. */
  day: number;
}

/** All incidents on the network over the history and the days after it, reported or not. */
export function happen(
  { network }: ShippedNetwork,
  { perDay }: PlantedRisk,
  shape: Shape,
  random: RandomStream,
): Happened[] {
  const cumulative = new Float64Array(perDay.length + 1);
  for (let lixel = 0; lixel < perDay.length; lixel++)
    cumulative[lixel + 1] = cumulative[lixel]! + perDay[lixel]!;
  const days = HISTORY_DAYS + NEXT_DAYS;
  const happened: Happened[] = [];
  const count = poisson(cumulative[perDay.length]! * days, random);
  for (let i = 0; i < count; i++) {
    const lixel = draw(cumulative, random);
    happened.push({ lixel, day: Math.floor(random.uniform() * days) });
  }
  if (shape !== 'hostile') return happened;
  // Each brings others near it, which bring others in turn.
  for (let i = 0; i < happened.length; i++) {
    const { lixel, day } = happened[i]!;
    for (let child = poisson(OFFSPRING, random); child > 0; child--) {
      const near = lixel + random.below(2 * OFFSPRING_LIXELS + 1) - OFFSPRING_LIXELS;
      const isThere = network.lixels.stretch[near] === network.lixels.stretch[lixel];
      const later = day + Math.floor(random.uniform() * OFFSPRING_DAYS);
      if (later < days) happened.push({ lixel: isThere ? near : lixel, day: later });
    }
  }
  return happened;
}

/** A report of something, on the network or off it. */
export interface ToldIncident {
  day: number;
  place: IncidentPlace;
}

/** What sources tell of the history: the reported ones, where they say they were, and incidents off the network. */
export function tell(
  shipped: ShippedNetwork,
  { reported }: PlantedRisk,
  happened: readonly Happened[],
  random: RandomStream,
): ToldIncident[] {
  const { lixels } = shipped.network;
  const told: ToldIncident[] = [];
  let onNetwork = 0;
  for (const { lixel, day } of happened) {
    if (day >= HISTORY_DAYS || random.uniform() >= reported.get(lixels.state[lixel]!)!) continue;
    onNetwork++;
    const truth = { lon: lixels.lon[lixel]!, lat: lixels.lat[lixel]! };
    const onTrain = random.uniform() < ON_TRAIN;
    told.push({ day, place: describe(shipped, truth, lixels.state[lixel]!, onTrain, random) });
  }
  const off = poisson((onNetwork * OFF_NETWORK) / (1 - OFF_NETWORK), random);
  for (let i = 0; i < off; i++) {
    const lixel = random.below(lixels.count);
    const beside = { lon: lixels.lon[lixel]!, lat: lixels.lat[lixel]! };
    const truth = offsetPoint(beside, 360 * random.uniform(), 6000 + 54_000 * random.uniform());
    // The draw may have come near another line: then it is none of those off the network.
    if (shipped.locate(truth.lon, truth.lat, SNAP_M)) continue;
    const day = Math.floor(random.uniform() * HISTORY_DAYS);
    told.push({ day, place: describe(shipped, truth, lixels.state[lixel]!, false, random) });
  }
  return told;
}

/** The place as geocoded: moved so that the truth lies within the radius in nine of ten cases. */
function describe(
  { locate }: ShippedNetwork,
  truth: { lon: number; lat: number },
  stateCode: string,
  onTrain: boolean,
  random: RandomStream,
): IncidentPlace {
  const known = kindOfPlace(random.uniform());
  const radiusM = 1000 * (known.fromKm + (known.toKm - known.fromKm) * random.uniform());
  const offM = radiusM * Math.sqrt(-Math.log(1 - random.uniform()) / Math.log(10));
  const point = offsetPoint(truth, 360 * random.uniform(), offM);
  const at = locate(point.lon, point.lat, 50_000);
  return {
    ...point,
    radiusM,
    precision: known.precision,
    placeType: onTrain ? 'train' : 'unknown',
    stateCode,
    corridorId: at?.corridorId ?? null,
    corridorKm: at?.km ?? null,
    offsetM: at?.offsetM ?? null,
  };
}

/** The kind of place at a share (0 to 1) of all. */
function kindOfPlace(at: number): (typeof KNOWN)[number] {
  let passed = 0;
  for (const kind of KNOWN) {
    passed += kind.share;
    if (at < passed) return kind;
  }
  return KNOWN[0];
}

/** Independent streams for what is planted, what happens and what is told in one run of a shape. */
export function streamsOf(
  seed: number,
  shape: Shape,
  run: number,
): [RandomStream, RandomStream, RandomStream] {
  const stream = (part: number) => randomStream(seed, (SHAPES.indexOf(shape) * 10_000 + run) * 3 + part);
  return [stream(0), stream(1), stream(2)];
}

function draw(cumulative: Float64Array, random: RandomStream): number {
  const wanted = random.uniform() * cumulative.at(-1)!;
  let low = 0;
  let high = cumulative.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle + 1]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Box & Muller. */
function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/** Arrivals of a unit-rate process up to the mean. */
function poisson(mean: number, random: RandomStream): number {
  let count = -1;
  for (let at = 0; at <= mean; count++) at -= Math.log(1 - random.uniform());
  return count;
}
