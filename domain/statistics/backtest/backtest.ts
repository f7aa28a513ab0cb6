import { cellArea, cellToLatLng, getResolution, latLngToCell } from 'h3-js';
import type { NetworkEdges, NetworkPlaces } from '../../network/kernel-paths.ts';
import { lixelKernel } from '../../network/lixel-kernel.ts';
import { type Answer, answered, type KeepGoing, MIN_INCIDENTS, refused } from '../answer.ts';
import { h3Neighbours } from '../h3-study-area.ts';
import { networkZones } from '../scan/network-zones.ts';
import { circleZones } from '../scan/zones.ts';
import { forecasts, nearRepeatWeight, type UnitKernel, type UnitSpace } from './methods.ts';
import { type BacktestSummary, type ScoredWindow, summariseBacktest } from './summary.ts';
import { unitKernel } from './unit-kernel.ts';
import { HISTORY_DAYS, type MonthWindow, monthWindows } from './windows.ts';

/** Pieces of track that a patrol can take on, and how the incidents lie on them. */
export interface BacktestNetwork {
  edges: NetworkEdges;
  /** Middle of each unit on its edge, its length and its point. */
  middles: NetworkPlaces;
  lengthKm: Float64Array;
  lon: Float64Array;
  lat: Float64Array;
  /** Unit of each incident, -1 off the track. */
  unitOf: Int32Array;
}

export interface BacktestQuestion {
  /** Incidents whose place and day are known; equal lengths. Days since 1970. */
  day: Int32Array;
  lon: Float64Array;
  lat: Float64Array;
  /** First and last day of the data: only whole months between them are foretold. */
  firstDay: number;
  lastDay: number;
  /** The fixed study area: H3 cells of one resolution, zeros included. */
  cells: readonly string[];
  network: BacktestNetwork | null;
  seed: number;
}

export interface BacktestAnswer {
  n: number;
  onTrack: number;
  resolution: number;
  bandwidthKm: number;
  area: BacktestSummary;
  /** Over the track, for incidents on it; null without a network or where nothing lies on it. */
  track: BacktestSummary | null;
}

/** Windows under which an interval over windows means nothing. */
const LEAST_WINDOWS = 6;
const RESAMPLES = 2000;
/** Of the kernel, in spacings of cell centres: wide enough to smooth, no wider. */
const BANDWIDTH_CELLS = 2;
const NETWORK_BANDWIDTH_KM = 20;
/** Units of track that are this near are neighbours in Gi*. */
const TRACK_NEIGHBOUR_KM = 10;

/**
 * Does any of this predict? At the first of each month the next month is foretold by several methods, each from the
 * same year before, and compared with what was then reported (rolling origins). The test months carry the same
 * reporting bias as what they are foretold from: whoever is never asked is in neither.
 *
 * @returns refused with `too-few-incidents`, `series-too-short` (fewer than six months after a first year), `one-place`
 */
export function backtest(question: BacktestQuestion, keepGoing?: KeepGoing): Answer<BacktestAnswer> {
  const { day, lon, lat, firstDay, lastDay, cells, network, seed } = question;
  if (day.length < MIN_INCIDENTS) {
    return refused('too-few-incidents', { value: day.length, needed: MIN_INCIDENTS });
  }
  const months = monthWindows(firstDay, lastDay);
  if (months.length < LEAST_WINDOWS) {
    return refused('series-too-short', { value: months.length, needed: LEAST_WINDOWS });
  }
  if (cells.length < 2) return refused('one-place', { value: cells.length });
  const resolution = getResolution(cells[0]!);
  const index = new Map(cells.map((cell, at) => [cell, at]));
  const cellAt = (east: number, north: number) => index.get(latLngToCell(north, east, resolution)) ?? -1;
  const unitOf = Int32Array.from(lon, (east, i) => cellAt(east, lat[i]!));
  const { space, bandwidthKm } = areaSpace(cells);
  const track = network && trackSpace(network, bandwidthKm);

  const steps = 2 * months.length;
  let done = 0;
  const windows = (
    units: Int32Array,
    of: UnitSpace,
    networkKernel: UnitKernel | null,
  ): ScoredWindow[] | null => {
    const scored: ScoredWindow[] = [];
    for (const month of months) {
      if (keepGoing && !keepGoing(done++, steps)) return null;
      scored.push(scoreWindow(month, day, units, of, networkKernel));
    }
    return scored;
  };
  // Density along the track, laid upon the cells that the track runs through.
  const trackCell = network && Int32Array.from(network.lon, (east, u) => cellAt(east, network.lat[u]!));
  const scoredTrack = network && track ? windows(network.unitOf, track.space, track.network) : [];
  const scoredArea = scoredTrack && windows(unitOf, space, null);
  if (!scoredArea || !scoredTrack) return refused('cancelled');
  for (const [w, { scores }] of scoredTrack.entries()) {
    const onCells = new Float64Array(cells.length);
    scores['network-kernel']!.forEach((density, u) => {
      if (trackCell![u]! >= 0) onCells[trackCell![u]!]! += density * network!.lengthKm[u]!;
    });
    scoredArea[w]!.scores['network-kernel'] = onCells.map((sum, cell) => sum / space.extent[cell]!);
  }
  const area = summariseBacktest(scoredArea, space.extent, { seed, resamples: RESAMPLES });
  if (!area) return refused('too-few-incidents', { value: 0, needed: 1 });
  return answered({
    n: day.length,
    onTrack: network ? network.unitOf.filter((unit) => unit >= 0).length : 0,
    resolution,
    bandwidthKm,
    area,
    track: network && summariseBacktest(scoredTrack, network.lengthKm, { seed, resamples: RESAMPLES }),
  });
}

/** The forecasts for one month from the year before it, and what then happened. */
function scoreWindow(
  { name, firstDay, lastDay }: MonthWindow,
  day: Int32Array,
  unitOf: Int32Array,
  space: UnitSpace,
  network: UnitKernel | null,
): ScoredWindow {
  const year = new Float64Array(space.extent.length);
  const boosted = new Float64Array(space.extent.length);
  const happened = new Float64Array(space.extent.length);
  for (let i = 0; i < day.length; i++) {
    const unit = unitOf[i]!;
    const before = firstDay - day[i]!;
    if (unit < 0) continue;
    if (before > 0 && before <= HISTORY_DAYS) {
      year[unit]!++;
      boosted[unit]! += nearRepeatWeight(before);
    } else if (before <= 0 && day[i]! <= lastDay) happened[unit]!++;
  }
  const scores = forecasts(space, year, boosted);
  return { name, happened, scores: network ? { ...scores, 'network-kernel': network(year) } : scores };
}

function areaSpace(cells: readonly string[]): { space: UnitSpace; bandwidthKm: number } {
  const extent = Float64Array.from(cells, (cell) => cellArea(cell, 'km2'));
  // Centres of hexagons of area A are sqrt(2 A / sqrt(3)) apart.
  const mean = extent.reduce((sum, area) => sum + area, 0) / extent.length;
  const bandwidthKm = BANDWIDTH_CELLS * Math.sqrt((2 * mean) / Math.sqrt(3));
  const centres = cells.map((cell) => cellToLatLng(cell));
  const zones = circleZones(
    Float64Array.from(centres, (centre) => centre[1]),
    Float64Array.from(centres, (centre) => centre[0]),
    bandwidthKm,
  );
  return {
    space: { extent, neighbours: h3Neighbours(cells), planar: unitKernel(zones, bandwidthKm) },
    bandwidthKm,
  };
}

function trackSpace(
  { edges, middles, lengthKm, lon, lat }: BacktestNetwork,
  bandwidthKm: number,
): { space: UnitSpace; network: UnitKernel } {
  const near = networkZones(edges, middles, TRACK_NEIGHBOUR_KM);
  return {
    space: {
      extent: lengthKm,
      neighbours: { offsets: near.offsets, targets: near.members },
      planar: unitKernel(circleZones(lon, lat, bandwidthKm), bandwidthKm),
    },
    network: lixelKernel(edges, middles, {
      rule: 'discontinuous',
      kernel: 'quartic',
      bandwidth: NETWORK_BANDWIDTH_KM,
    }),
  };
}
