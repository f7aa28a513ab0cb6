import type { Precision } from '../taxonomy.ts';

/** A named place of the gazetteer. */
export interface Toponym {
  /** Stable id with its origin: `geonames:3530595`, `inegi:070890001`, `post:chiapas-coast:12`, `user:...`. */
  id: string;
  name: string;
  /** Other names and spellings, without `name` itself. */
  otherNames: readonly string[];
  lon: number;
  lat: number;
  population: number;
  /** ISO 3166-1 alpha-2: MX, GT, BZ, SV, HN, NI, CR, PA, US. */
  countryCode: string;
  /** INEGI's two digits; empty outside Mexico. */
  stateCode: string;
  /** INEGI's five digits (state + municipality) where known, else empty. */
  municipalityCode: string;
  kind: 'locality' | 'municipality' | 'state' | 'border_bridge' | 'river';
  /** Half the extent of the place in metres where known: what a point for it leaves open. */
  extentM?: number;
}

export interface MunicipalityName {
  /** INEGI's five digits. */
  code: string;
  stateCode: string;
  name: string;
}

/** A post on the freight-rail network: where the track is at a corridor's km. */
export interface CorridorPost {
  corridorId: string;
  km: number;
  lon: number;
  lat: number;
  place: string;
  stateCode: string;
  isStation: boolean;
}

/** Where on the rail network: corridor, distance along it from its first station, distance from the track. */
export interface LinearReference {
  corridorId: string;
  km: number;
  offsetM: number;
}

/** What a row says beside its place text; every part optional. */
export interface PlaceHint {
  stateCode?: string;
  municipality?: string;
  /** The place type says whether the text speaks of the train or its tracks. */
  onRail?: boolean;
}

/** A toponym that the answer rests on: the words of the text and what they were taken to be. */
export interface Match {
  text: string;
  toponymId: string;
  name: string;
  stateCode: string;
  role: 'place' | 'municipality' | 'state' | 'between' | 'near' | 'road' | 'corridor' | 'country';
}

export interface Candidate {
  lon: number;
  lat: number;
  precision: Precision;
  radiusM: number;
  stateCode: string;
  toponymId: string;
  name: string;
  score: number;
}

export interface Geocoded {
  status: 'placed';
  lon: number;
  lat: number;
  precision: Precision;
  /** The truth lies within this distance of the point in at least nine of ten cases. */
  radiusM: number;
  /** INEGI's two digits; empty for a place outside Mexico. */
  stateCode: string;
  /** ISO 3166-1 alpha-2 of the place. */
  countryCode: string;
  matches: readonly Match[];
  /** Machine name of the rule that placed it; the catalogues turn rule + matches into a sentence. */
  rule: string;
  /** 0 to 1. */
  score: number;
  linearReference: LinearReference | null;
  alternatives: readonly Candidate[];
}

export interface Ambiguous {
  status: 'ambiguous';
  /** Named reason, such as `homonyms` or `states-contradict`. */
  reason: string;
  matches: readonly Match[];
  rule: string;
  score: number;
  candidates: readonly Candidate[];
}

export interface Unmatched {
  status: 'unmatched';
  /** Named reason, such as `empty`, `no-toponym`, `country-only`. */
  reason: string;
}

export type GeocodeResult = Geocoded | Ambiguous | Unmatched;

export interface Geocoder {
  geocode(text: string, hint?: PlaceHint): GeocodeResult;
}

/** Everything the geocoder knows; built once, kept in memory, offline. */
export interface GeocoderReference {
  toponyms: readonly Toponym[];
  municipalities: readonly MunicipalityName[];
  corridorPosts: readonly CorridorPost[];
}
