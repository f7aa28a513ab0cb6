import { stringify } from 'csv-stringify/sync';
import type { Feature, Geometry } from 'geojson';
import type { Translate } from '../domain/alerts/text.ts';
import { neutraliseCell } from '../domain/export-cell.ts';
import { STATES } from '../domain/states.ts';
import type { ReleaseAnswer, ReleaseCell } from './contract-release.ts';

const STATE_NAMES = new Map(STATES.map(({ code, name }) => [code, name]));

/** For spreadsheets: one cell a row, with what is invented marked in each. */
export function releaseCsv(release: ReleaseAnswer, t: Translate): string {
  const names = namesOf(release, t);
  const head = ['month', 'kind', 'place', 'name', 'group', 'status', 'count', 'synthetic', 'k'];
  const rows = release.cells.map((cell) =>
    [
      cell.month,
      cell.kind,
      cell.place,
      names(cell),
      cell.group,
      cell.status,
      cell.count === null ? '' : String(cell.count),
      String(release.synthetic),
      String(release.k),
    ].map(neutraliseCell),
  );
  return stringify([head, ...rows], { bom: true });
}

/**
 * For maps: one feature a cell, a state at its label and a stretch as its line; the nation has no geometry.
 * @param shapeOf geometry of a place
 */
export function releaseGeoJson(
  release: ReleaseAnswer,
  t: Translate,
  shapeOf: (cell: ReleaseCell) => Geometry | null,
): string {
  const names = namesOf(release, t);
  const features = release.cells.map(
    (cell): Feature<Geometry | null> => ({
      type: 'Feature',
      geometry: shapeOf(cell),
      properties: { ...cell, name: names(cell), synthetic: release.synthetic },
    }),
  );
  return JSON.stringify({ type: 'FeatureCollection', note: noteOf(release, t), features });
}

function noteOf({ k, closingDays, synthetic }: ReleaseAnswer, t: Translate): string {
  const note = t('release:export.note', { k, days: closingDays });
  return synthetic ? `${t('release:export.synthetic')} ${note}` : note;
}

function namesOf({ stretches }: ReleaseAnswer, t: Translate): (cell: ReleaseCell) => string {
  const ends = new Map(stretches.map((one) => [one.id, `${one.fromStation} - ${one.toStation}`]));
  return ({ kind, place }) => {
    if (kind === 'nation') return t('release:nation');
    return (kind === 'state' ? STATE_NAMES : ends).get(place) ?? place;
  };
}
