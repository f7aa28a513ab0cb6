import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import type { Words } from '../format.ts';
import { nearestStation } from '../hotspots/nearestStation.ts';
import { numbersAt } from '../hotspots/texts.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { figure, middleOfLine, type TableContent, type TableSource, text } from './tableRows.ts';

/** The hexagons of the study area as the map colours them: class and z, opacity by stability. */
export function hotspotRows(
  found: HotspotsFound,
  { snapshot }: TableSource,
  words: Words,
  middleOf: (cell: string) => { lon: number; lat: number },
): TableContent {
  const { t } = words;
  return {
    columns: [
      text('near'),
      text('class'),
      figure('z'),
      figure('q'),
      figure('stability'),
      figure('around'),
      figure('expected'),
      figure('count'),
      text('pattern'),
      text('cell'),
    ],
    rows: found.cells.map((id, at) => {
      const cell = numbersAt(found, at);
      const { lon, lat } = middleOf(id);
      return {
        key: id,
        values: [
          nearestStation(snapshot.corridors, lat, lon) ?? '',
          t(`hotspots:class.${cell.class}`),
          rounded(cell.z, 3),
          significant(cell.q),
          rounded(cell.stability, 2),
          cell.around,
          rounded(cell.expected, 2),
          cell.count,
          cell.pattern === null ? '' : t(`hotspots:pattern.${cell.pattern}`),
          id,
        ],
        scope: { kind: 'cell', id },
        incidentId: null,
        lon,
        lat,
      };
    }),
  };
}

/** The stretches with the score that their colour and width say, its interval and what was counted; or why there is none. */
export function scoreRows(risk: SegmentsRisk, { snapshot }: TableSource, words: Words): TableContent {
  const lines = new Map(
    snapshot.corridors.corridors.flatMap(({ stretches }) => stretches.map(({ id, line }) => [id, line])),
  );
  return {
    columns: [
      text('name'),
      figure('score'),
      figure('low'),
      figure('high'),
      figure('n'),
      text('noData'),
      text('corridor'),
    ],
    rows: risk.stretches.map((stretch) => {
      const { id, score, count, status, corridorName } = stretch;
      const isSilent = status === 'no-data';
      return {
        key: id,
        values: [
          words.t('stretch.name', stretchEnds(words, stretch)),
          score ? rounded(score.value, 1) : '',
          score ? rounded(score.low, 1) : '',
          score ? rounded(score.high, 1) : '',
          // None counted where nobody told is not none.
          isSilent ? '' : rounded(count, 1),
          status === 'estimated' ? '' : words.t(`routes:status.${status}`),
          corridorName,
        ],
        scope: { kind: 'stretch', id },
        incidentId: null,
        ...middleOfLine(lines.get(id) ?? []),
      };
    }),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Two digits that say something, and no zero that is none. */
function significant(value: number): number {
  return Number(value.toPrecision(2));
}
