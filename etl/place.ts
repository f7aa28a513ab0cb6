import type { Candidate, Geocoder, LinearReference, Match } from '../domain/geocoding/types.ts';
import { type RailNetwork, SNAP_M } from '../domain/network/rail.ts';
import type { Report } from '../domain/report.ts';
import type { Precision } from '../domain/taxonomy.ts';

/** What an ingest knows of a report's place, and why. */
export interface FoundPlace {
  status: 'placed' | 'ambiguous' | 'unmatched' | 'conflict';
  /** Named reason why there is no point; empty when placed. */
  reason: string;
  /** `file-coordinates`, or the geocoder's rule. */
  rule: string;
  matches: readonly Match[];
  candidates: readonly Candidate[];
  score: number | null;
  lon: number | null;
  lat: number | null;
  precision: Precision | null;
  radiusM: number | null;
  /** From the text; the point decides where there is one (the database knows the states' outlines). */
  stateCode: string;
  rail: LinearReference | null;
}

const ON_RAIL = new Set(['train', 'train_tracks']);

/** Finds the place of a report: its file's coordinates, checked against its text, or the text alone. */
export function findPlace(report: Report, geocoder: Geocoder, network: RailNetwork): FoundPlace {
  const said = geocoder.geocode(report.placeText, {
    onRail: ON_RAIL.has(report.placeType),
    ...(report.stateCode ? { stateCode: report.stateCode } : {}),
    ...(report.municipality ? { municipality: report.municipality } : {}),
  });
  if (report.point) {
    const { lon, lat } = report.point;
    return {
      status: 'placed',
      reason: '',
      rule: 'file-coordinates',
      matches: said.status === 'unmatched' ? [] : said.matches,
      candidates: [],
      score: null,
      lon,
      lat,
      precision: said.status === 'placed' ? said.precision : 'locality',
      radiusM: said.status === 'placed' ? said.radiusM : 5000,
      stateCode: said.status === 'placed' ? said.stateCode : '',
      rail: network.locate(lon, lat, SNAP_M),
    };
  }
  if (said.status === 'placed') {
    return {
      status: 'placed',
      reason: '',
      rule: said.rule,
      matches: said.matches,
      candidates: said.alternatives,
      score: said.score,
      lon: said.lon,
      lat: said.lat,
      precision: said.precision,
      radiusM: said.radiusM,
      stateCode: said.stateCode,
      rail: said.linearReference ?? railOf(said.lon, said.lat, said.radiusM, network),
    };
  }
  return {
    status: said.status,
    reason: said.reason,
    rule: said.status === 'ambiguous' ? said.rule : '',
    matches: said.status === 'ambiguous' ? said.matches : [],
    candidates: said.status === 'ambiguous' ? said.candidates : [],
    score: null,
    lon: null,
    lat: null,
    precision: null,
    radiusM: null,
    stateCode: report.stateCode ?? '',
    rail: null,
  };
}

/** A place known less well than the snap distance is on no stretch in particular. */
function railOf(lon: number, lat: number, radiusM: number, network: RailNetwork): LinearReference | null {
  return radiusM <= SNAP_M ? network.locate(lon, lat, SNAP_M) : null;
}
