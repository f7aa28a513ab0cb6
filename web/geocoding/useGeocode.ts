import { useEffect, useState } from 'react';
import type { GeocodeAnswer } from '../../api/contract-geocode.ts';
import { getJson } from '../data/requests.ts';
import { type Loaded, useLoaded } from '../data/useLoaded.ts';

/** While somebody types, the geocoder is asked no more often than this. */
const PAUSE_MS = 250;

export interface PlaceQuestion {
  text: string;
  /** INEGI's two digits, or empty. */
  stateCode?: string;
  municipality?: string;
  onRail?: boolean;
}

const load = (path: string, signal: AbortSignal) => getJson<GeocodeAnswer>(path, signal);

/** What the geocoder says of a text as it is typed; nothing is asked for an empty one. */
export function useGeocode({ text, stateCode, municipality, onRail }: PlaceQuestion): Loaded<GeocodeAnswer> {
  const query = new URLSearchParams({ text: text.trim() });
  if (stateCode) query.set('state', stateCode);
  if (municipality) query.set('municipality', municipality);
  if (onRail) query.set('onRail', 'true');
  const path = text.trim() === '' ? null : `/api/geocode?${query}`;
  const [asked, setAsked] = useState(path);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(path), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [path]);
  return useLoaded(asked, load);
}
