import { tableFromIPC } from 'apache-arrow';
import { useMemo } from 'react';
import { feature } from 'topojson-client';
import type { Coverage } from '../../api/contract-coverage.ts';
import type { PatternFacts } from '../../api/contract-patterns.ts';
import { rewound } from '../../domain/charts/rewind.ts';
import type { StateShapes } from '../../domain/charts/state-map.ts';
import type { BorderLines } from '../../domain/patterns/bands.ts';
import type { Selection } from '../../domain/patterns/brush.ts';
import { PATTERN_COLUMN_NAMES, type PatternColumns } from '../../domain/patterns/columns.ts';
import { landBordersOf } from '../../domain/patterns/land-borders.ts';
import { type Answer, getBytes, getJson } from '../data/requests.ts';
import { loadBasemap } from '../data/snapshot.ts';
import { useHealth } from '../data/useHealth.ts';
import { type Loaded, useLoaded } from '../data/useLoaded.ts';

export interface PatternData {
  columns: PatternColumns | null;
  facts: PatternFacts | null;
  shapes: StateShapes | null;
  borders: BorderLines | null;
  noData: ReadonlySet<string>;
  asOf: string | null;
  /** What failed of these, else what is still coming. */
  standing: Loaded<unknown>;
}

const pathOf = (key: string) => key.slice(0, key.lastIndexOf('@'));
const loadFacts = (key: string, signal: AbortSignal) => getJson<PatternFacts>(pathOf(key), signal);
const loadCoverage = (key: string, signal: AbortSignal) => getJson<Coverage>(pathOf(key), signal);

/** All incidents once, and what is beside them for the chosen period; both again when the data have changed. */
export function usePatternData({ from, to }: Pick<Selection, 'from' | 'to'>): PatternData {
  const { health } = useHealth();
  const version = health?.dataVersion ?? null;
  const keyOf = (path: string) => (version === null ? null : `${path}@${version}`);
  // A period without a day of the data has no facts: those of all days stay, and the view says what is wrong.
  const last = [to, health?.asOf].filter((day) => day !== undefined && day !== null).sort()[0];
  const isPeriod = from === undefined || last === undefined || from <= last;
  const days = new URLSearchParams(
    Object.entries(isPeriod ? { from, to } : {}).filter(
      (part): part is [string, string] => part[1] !== undefined,
    ),
  );
  const columns = useLoaded(keyOf('/api/patterns/incidents'), loadColumns);
  const facts = useLoaded(keyOf(`/api/patterns/facts?${days}`), loadFacts);
  const coverage = useLoaded(keyOf(`/api/coverage?${days}`), loadCoverage);
  const basemap = useLoaded('/api/basemap', loadBasemap);
  const shapes = useMemo(() => {
    const states = basemap.value?.states;
    return states ? rewound(feature(states, states.objects.states) as StateShapes) : null;
  }, [basemap.value]);
  const borders = useMemo(
    () => (basemap.value ? landBordersOf(basemap.value.countries) : null),
    [basemap.value],
  );
  const noData = useMemo(
    () =>
      new Set(
        (coverage.value?.states ?? []).filter(({ isWithoutData }) => isWithoutData).map(({ code }) => code),
      ),
    [coverage.value],
  );
  const parts: Loaded<unknown>[] = [columns, facts, basemap];
  const standing =
    parts.find(({ failure }) => failure) ??
    parts.find(({ isCancelled }) => isCancelled) ??
    parts.find(({ loading }) => loading) ??
    columns;
  return {
    columns: columns.value,
    facts: facts.value,
    shapes,
    borders,
    noData,
    asOf: health?.asOf ?? null,
    standing,
  };
}

async function loadColumns(key: string, signal: AbortSignal): Promise<Answer<PatternColumns>> {
  const answer = await getBytes(pathOf(key), signal);
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: decodePatternColumns(answer.value) };
  } catch {
    return { ok: false, failure: { reason: 'unreadable', code: 'arrow' } };
  }
}

/** Decodes the Arrow IPC stream of `/api/patterns/incidents`. Throws when a column is missing. */
function decodePatternColumns(bytes: ArrayBuffer): PatternColumns {
  const table = tableFromIPC(new Uint8Array(bytes));
  const named = PATTERN_COLUMN_NAMES.map((name) => {
    const vector = table.getChild(name);
    if (!vector) throw new Error(`the answer lacks the column ${name}`);
    return [name, vector.toArray()];
  });
  return { length: table.numRows, ...Object.fromEntries(named) };
}
