import type { PatrolRequestWire } from '../../api/contract-patrols.ts';
import { TIMES_OF_DAY, type TimeOfDay } from '../../domain/patrols/request.ts';

export interface Base {
  name: string;
  lon: number;
  lat: number;
}

/** Limits of one corridor, as typed: percent of the units. */
export interface LimitDraft {
  corridorId: string;
  least: string;
  most: string;
}

/** The form as it is typed: texts, so that a wrong one stays where it was written. */
export interface Draft {
  units: string;
  shift: string;
  speed: string;
  reach: string;
  reachIn: 'km' | 'min';
  least: string;
  /** Null: every station. */
  bases: readonly Base[] | null;
  /** Percent of the units that any one corridor may have. */
  most: string;
  limits: readonly LimitDraft[];
  time: TimeOfDay;
  from: string;
  to: string;
  halfLife: string;
  seconds: string;
}

export const FIRST_DRAFT: Draft = {
  units: '10',
  shift: '8',
  speed: '40',
  reach: '20',
  reachIn: 'km',
  least: '2',
  bases: null,
  most: '100',
  limits: [],
  time: 'any',
  from: '',
  to: '',
  halfLife: '',
  seconds: '20',
};

/** What is wrong with a field; `problem` has its sentence in the catalogue under `patrols:fault`. */
export interface Fault {
  field: string;
  problem: string;
  values?: Record<string, string | number>;
}

/** The request that a form means, or what is wrong with it, field by field. */
export function requestOf(
  draft: Draft,
): { ok: true; request: PatrolRequestWire } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = [];
  const read = (field: string, text: string, [least, most]: readonly [number, number], isWhole = false) => {
    const value = numberOf(text);
    if (value === null) faults.push({ field, problem: 'number' });
    else if (isWhole && !Number.isInteger(value)) faults.push({ field, problem: 'whole' });
    else if (value < least)
      faults.push({ field, problem: least === 1 && isWhole ? 'none' : 'low', values: { least } });
    else if (value > most) faults.push({ field, problem: 'high', values: { most } });
    return value ?? 0;
  };
  const units = read('units', draft.units, [1, 100], true);
  const shiftHours = read('shift', draft.shift, [1, 24]);
  const speedKmh = read('speed', draft.speed, [5, 120]);
  const reach = numberOf(draft.reach);
  const farthest = draft.reachIn === 'km' ? 200 : 600;
  if (reach === null) faults.push({ field: 'reach', problem: 'number' });
  else if (reach <= 0) faults.push({ field: 'reach', problem: 'noReach' });
  else if (reach > farthest) faults.push({ field: 'reach', problem: 'high', values: { most: farthest } });
  const leastHoursThere = read('least', draft.least, [0, 24]);
  if (leastHoursThere > shiftHours) faults.push({ field: 'least', problem: 'overShift' });
  const maxShare = read('most', draft.most, [0, 100]) / 100;
  const corridors = draft.limits.map(({ corridorId, least, most }, i) => {
    const [minShare, maxShare] = [least, most].map(
      (text, side) => read(`limits-${i}`, text.trim() || (side === 0 ? '0' : '100'), [0, 100]) / 100,
    ) as [number, number];
    if (minShare > maxShare) faults.push({ field: `limits-${i}`, problem: 'crossed' });
    return { corridorId, minShare, maxShare };
  });
  if (draft.bases?.length === 0) faults.push({ field: 'bases', problem: 'noBase' });
  if (draft.from !== '' && draft.to !== '' && draft.from > draft.to) {
    faults.push({ field: 'to', problem: 'days' });
  }
  const halfLifeDays =
    draft.halfLife.trim() === '' ? null : read('halfLife', draft.halfLife, [1, 36_500], true);
  const timeLimitS = read('seconds', draft.seconds, [1, 120], true);
  if (faults.length > 0 || reach === null) return { ok: false, faults };
  return {
    ok: true,
    request: {
      units,
      shiftHours,
      speedKmh,
      reach: draft.reachIn === 'km' ? { km: reach } : { minutes: reach },
      leastHoursThere,
      bases: draft.bases === null ? 'stations' : draft.bases.map((base) => ({ ...base })),
      maxShare,
      corridors,
      timeOfDay: draft.time,
      from: draft.from || null,
      to: draft.to || null,
      halfLifeDays,
      timeLimitS,
    },
  };
}

/** The form that asks for the same again. */
export function draftOf(request: PatrolRequestWire): Draft {
  const inKm = 'km' in request.reach;
  return {
    units: String(request.units),
    shift: String(request.shiftHours),
    speed: String(request.speedKmh),
    reach: String('km' in request.reach ? request.reach.km : request.reach.minutes),
    reachIn: inKm ? 'km' : 'min',
    least: String(request.leastHoursThere),
    bases: request.bases === 'stations' ? null : request.bases,
    most: percentText(request.maxShare),
    limits: request.corridors.map(({ corridorId, minShare, maxShare }) => ({
      corridorId,
      least: percentText(minShare),
      most: percentText(maxShare),
    })),
    time: request.timeOfDay,
    from: request.from ?? '',
    to: request.to ?? '',
    halfLife: request.halfLifeDays === null ? '' : String(request.halfLifeDays),
    seconds: String(request.timeLimitS),
  };
}

function percentText(share: number): string {
  return String(Number((100 * share).toFixed(4)));
}

function numberOf(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (!/^-?\d{1,6}(?:\.\d+)?$/.test(trimmed)) return null;
  return Number(trimmed);
}

const TEXTS = {
  units: 'unidades',
  shift: 'turno',
  speed: 'velocidad',
  reach: 'alcance',
  least: 'estancia',
  most: 'tope',
  from: 'desde',
  to: 'hasta',
  halfLife: 'vida',
  seconds: 'segundos',
} as const satisfies Partial<Record<keyof Draft, string>>;
const LONGEST = 40;
/** Names of all parts that a form has in an address. */
export const DRAFT_PARAMETERS: readonly string[] = [
  ...Object.values(TEXTS),
  ...['medida', 'hora', 'bases', 'corredores'],
];

/** Writes a form into a query; what is as in an untouched form is left out, but for the units: they say it was asked. */
export function writeDraft(draft: Draft, query: URLSearchParams): void {
  const set = (name: string, value: string | null) => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  for (const [field, name] of Object.entries(TEXTS) as [keyof typeof TEXTS, string][]) {
    const isFirst = draft[field] === FIRST_DRAFT[field] && field !== 'units';
    set(name, isFirst ? null : draft[field]);
  }
  set('medida', draft.reachIn === 'km' ? null : draft.reachIn);
  set('hora', draft.time === 'any' ? null : draft.time);
  set(
    'bases',
    draft.bases === null
      ? null
      : draft.bases
          .map(({ lon, lat, name }) => `${lon.toFixed(4)},${lat.toFixed(4)},${name.replaceAll(';', ' ')}`)
          .join(';'),
  );
  set(
    'corredores',
    draft.limits.length === 0
      ? null
      : draft.limits.map(({ corridorId, least, most }) => `${corridorId}~${least}~${most}`).join(';'),
  );
}

/** Reads a form from a query; null where none was asked for. */
export function readDraft(query: URLSearchParams): Draft | null {
  if (!query.has('unidades')) return null;
  const draft: Draft = { ...FIRST_DRAFT };
  for (const [field, name] of Object.entries(TEXTS) as [keyof typeof TEXTS, string][]) {
    const value = query.get(name);
    if (value !== null) draft[field] = value.slice(0, LONGEST);
  }
  draft.reachIn = query.get('medida') === 'min' ? 'min' : 'km';
  draft.time = TIMES_OF_DAY.find((time) => time === query.get('hora')) ?? 'any';
  const bases = query.get('bases');
  if (bases !== null) {
    draft.bases = bases.split(';').flatMap((part): Base[] => {
      const [lon, lat, ...name] = part.split(',');
      const base = {
        lon: Number(lon || Number.NaN),
        lat: Number(lat || Number.NaN),
        name: name.join(',').trim(),
      };
      const isOnEarth = Math.abs(base.lon) <= 180 && Math.abs(base.lat) <= 90;
      return isOnEarth && base.name !== '' ? [base] : [];
    });
  }
  draft.limits = (query.get('corredores') ?? '').split(';').flatMap((part): LimitDraft[] => {
    const [corridorId = '', least = '', most = ''] = part.split('~');
    return corridorId === '' ? [] : [{ corridorId, least, most }];
  });
  return draft;
}
