import { cellToLatLng } from 'h3-js';
import { useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { useWords } from '../format.ts';
import { BarList } from '../panel/BarList.tsx';
import { nearestStation } from './nearestStation.ts';
import { useReasonText } from './texts.ts';
import { useOpenCell } from './useOpenCell.ts';

/** How many hexagons do what over time; a class opens its hexagons, and each of them its panel. */
export function Emerging({ found, corridors }: { found: HotspotsFound; corridors: Corridors }) {
  const { t, number } = useWords();
  const reasonText = useReasonText();
  const [shown, setShown] = useState<string | null>(null);
  const { emerging } = found;
  if (emerging.status === 'refused') return <p className="quiet">{reasonText(emerging)}</p>;
  const cellsOf = new Map<string, string[]>();
  emerging.pattern.forEach((pattern, at) => {
    const cell = found.cells[at];
    if (pattern !== 'none' && cell) cellsOf.set(pattern, [...(cellsOf.get(pattern) ?? []), cell]);
  });
  if (cellsOf.size === 0) return <p className="quiet">{t('hotspots:patternNone')}</p>;
  return (
    <>
      <BarList
        title={t('hotspots:patternTitle')}
        unit={t('hotspots:patternUnit', {
          slices: number(emerging.slices),
          days: number(emerging.sliceDays),
        })}
        bars={[...cellsOf]
          .sort((a, b) => b[1].length - a[1].length)
          .map(([pattern, cells]) => ({
            id: pattern,
            label: t(`hotspots:pattern.${pattern}`),
            count: cells.length,
            onSelect: () => setShown((before) => (before === pattern ? null : pattern)),
          }))}
        source={t('hotspots:patternOpens')}
      />
      {shown !== null && (
        <section className="emerging-cells" aria-live="polite">
          <h3 className="sentence">{t(`hotspots:pattern.${shown}`)}</h3>
          <Cells ids={cellsOf.get(shown) ?? []} corridors={corridors} />
        </section>
      )}
    </>
  );
}

function Cells({ ids, corridors }: { ids: readonly string[]; corridors: Corridors }) {
  const { t } = useWords();
  const open = useOpenCell();
  return (
    <ul>
      {ids.map((id) => {
        const [lat, lon] = cellToLatLng(id);
        return (
          <li key={id}>
            <button type="button" className="link" onClick={() => open(id)}>
              {t('hotspots:row', { station: nearestStation(corridors, lat, lon) ?? id })}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
