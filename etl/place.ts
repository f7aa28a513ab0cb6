import { FILE_CANDIDATE, FILE_RADIUS_M, reconcile } from '../domain/geocoding/reconcile.ts';
import type {
  Candidate,
  GeocodeResult,
  Geocoder,
  LinearReference,
  Match,
} from '../domain/geocoding/types.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import { referenceOf } from '../domain/network/reference.ts';
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

const UNPLACED: FoundPlace = {
  status: 'unmatched',
  reason: '',
  rule: '',
  matches: [],
  candidates: [],
  score: null,
  lon: null,
  lat: null,
  precision: null,
  radiusM: null,
  stateCode: '',
  rail: null,
};

/** A text that names no more than a country says that its coordinates are a stand-in. */
const VAGUER_THAN_A_STATE = new Set(['country-only']);

const ON_RAIL = new Set(['train', 'train_tracks']);

/** Finds the place of a report: its file's coordinates, checked against its text, or the text alone. */
export function findPlace(report: Report, geocoder: Geocoder, network: RailNetwork): FoundPlace {
  const said = geocoder.geocode(report.placeText, {
    onRail: ON_RAIL.has(report.placeType),
    ...(report.stateCode ? { stateCode: report.stateCode } : {}),
    ...(report.municipality ? { municipality: report.municipality } : {}),
  });
  return report.point
    ? fromCoordinates(report, report.point, said, network)
    : fromText(report, said, network);
}

/**
 * The file's point, once its text has been asked. A text that names no more than a state or a country says
 * that the coordinates are a stand-in: sources mark a state by some point in it.
 */
function fromCoordinates(
  report: Report,
  point: { lon: number; lat: number },
  said: GeocodeResult,
  network: RailNetwork,
): FoundPlace {
  const decided = reconcile(point, said);
  if (decided.decision === 'disagree') {
    const text = supposed(said);
    const candidates = [fileCandidate(point), ...text.candidates];
    return { ...UNPLACED, status: 'conflict', reason: 'text-and-coordinates-disagree', ...text, candidates };
  }
  if (decided.decision === 'text-unplaced' && VAGUER_THAN_A_STATE.has(decided.reason)) {
    return { ...UNPLACED, status: 'unmatched', reason: decided.reason };
  }
  if (said.status === 'placed' && (said.precision === 'state' || decided.decision === 'text-finer')) {
    return placed(report, said.precision === 'state' ? { ...said, ...point } : said, said, network);
  }
  return placed(report, { ...point, precision: 'locality', radiusM: FILE_RADIUS_M }, said, network);
}

function placed(
  { placeType }: Report,
  at: { lon: number; lat: number; precision: Precision; radiusM: number },
  said: GeocodeResult,
  network: RailNetwork,
): FoundPlace {
  return {
    ...UNPLACED,
    status: 'placed',
    rule: 'file-coordinates',
    matches: said.status === 'unmatched' ? [] : said.matches,
    lon: at.lon,
    lat: at.lat,
    precision: at.precision,
    radiusM: at.radiusM,
    rail: referenceOf(network, { lon: at.lon, lat: at.lat, radiusM: at.radiusM, placeType }),
  };
}

function fromText(report: Report, said: GeocodeResult, network: RailNetwork): FoundPlace {
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
      rail: referenceOf(network, {
        lon: said.lon,
        lat: said.lat,
        radiusM: said.radiusM,
        placeType: report.placeType,
        said: said.linearReference,
      }),
    };
  }
  return {
    ...UNPLACED,
    status: said.status,
    reason: said.reason,
    stateCode: report.stateCode ?? '',
    ...supposed(said),
  };
}

/** What a text may mean, for the person who decides. */
function supposed(said: GeocodeResult): Pick<FoundPlace, 'rule' | 'matches' | 'candidates'> {
  if (said.status === 'unmatched') return { rule: '', matches: [], candidates: [] };
  const candidates =
    said.status === 'ambiguous'
      ? said.candidates
      : [{ ...said, toponymId: said.matches[0]?.toponymId ?? '', name: said.matches[0]?.name ?? '' }];
  return { rule: said.rule, matches: said.matches, candidates: candidates.map(candidateOnly) };
}

/** The file's own point among what a text may mean; a decision on the text holds for this point alone. */
function fileCandidate({ lon, lat }: { lon: number; lat: number }): Candidate {
  return {
    lon,
    lat,
    precision: 'locality',
    radiusM: FILE_RADIUS_M,
    stateCode: '',
    toponymId: FILE_CANDIDATE,
    name: '',
    score: 1,
  };
}

function candidateOnly(c: Candidate): Candidate {
  const { lon, lat, precision, radiusM, stateCode, toponymId, name, score } = c;
  return { lon, lat, precision, radiusM, stateCode, toponymId, name, score };
}
