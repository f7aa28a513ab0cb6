import type { Corridors } from '../../api/contract.ts';
import { getJson } from './requests.ts';

/** The rail lines with their stretches and stations; what `useLoaded('/api/corridors', loadCorridors)` gives. */
export const loadCorridors = (path: string, signal: AbortSignal) => getJson<Corridors>(path, signal);
