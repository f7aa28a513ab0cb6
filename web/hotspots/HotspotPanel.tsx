import { cellToLatLng } from 'h3-js';
import { useMemo } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { useWords } from '../format.ts';
import { BarList } from '../panel/BarList.tsx';
import { Empty } from '../panel/Empty.tsx';
import { useView } from '../view/ViewProvider.tsx';
import { Controls } from './Controls.tsx';
import { MethodNote } from './MethodNote.tsx';
import { NearRepeat } from './NearRepeat.tsx';
import { nearestStation } from './nearestStation.ts';
import { Progress } from './Progress.tsx';
import { numbersAt, useReasonText, useShareText } from './texts.ts';
import type { HotspotData } from './useHotspots.ts';

/** Zoom at which the neighbours of a hexagon of each resolution fill the map. */
const ZOOMS = { 3: 5.2, 4: 6.4, 5: 7.6, 6: 9 } as const;

/** What the whole study area says: a sentence, the strongest hotspots, their classes over time, repeats near by. */
export default function HotspotPanel({ data, corridors }: { data: HotspotData; corridors: Corridors }) {
  const { t } = useWords();
  const reasonText = useReasonText();
  const { hotspots, nearRepeat, nothing, found } = data;
  const { value } = hotspots.loaded;
  if (nothing) {
    return (
      <>
        <Controls />
        <Empty text={t(`hotspots:nothing.${nothing}`)} />
      </>
    );
  }
  return (
    <>
      <Controls />
      <Progress computed={hotspots} text={t('hotspots:computing')} />
      {!hotspots.isCancelled && value?.status === 'refused' && <Empty text={reasonText(value)} />}
      {!hotspots.isCancelled && found && <Found found={found} corridors={corridors} />}
      <NearRepeat computed={nearRepeat} />
    </>
  );
}

function Found({ found, corridors }: { found: HotspotsFound; corridors: Corridors }) {
  const { t, number, counted, percent } = useWords();
  const shareText = useShareText();
  const { view, change } = useView();
  const hot = useMemo(
    () =>
      found.cells
        .map((_, at) => numbersAt(found, at))
        .filter((cell) => cell.class !== 'none')
        .sort((a, b) => a.q - b.q || b.z - a.z)
        .map((cell) => {
          const [lat, lon] = cellToLatLng(cell.id);
          return { ...cell, lat, lon, station: nearestStation(corridors, lat, lon) ?? '' };
        }),
    [found, corridors],
  );
  const sure = hot.filter((cell) => cell.class !== 'hot-90').length;
  return (
    <>
      <div className="lead">
        <p>{sure > 0 ? t('hotspots:sentence', counted(sure)) : t('hotspots:sentenceNone')}</p>
        <p className="quiet">
          {t('hotspots:basis', {
            incidents: number(found.n),
            cells: number(found.studyArea.cells),
            zero: number(found.zeroCells),
          })}{' '}
          {t('hotspots:left', { vague: number(found.tooVague), unplaced: number(found.unplaced) })}
        </p>
      </div>
      {hot.length > 0 && (
        <BarList
          title={t('hotspots:listTitle')}
          unit={t('hotspots:listUnit')}
          bars={hot.map((cell) => ({
            id: cell.id,
            label: t('hotspots:row', { station: cell.station }),
            note: t('hotspots:rowNote', {
              expected: number(cell.expected, 1),
              class: t(`hotspots:class.${cell.class}`),
              q: shareText(cell.q),
              stability: percent(cell.stability),
            }),
            count: cell.around,
            onSelect: () => {
              const camera = { zoom: ZOOMS[view.hotspotResolution], lat: cell.lat, lon: cell.lon };
              change({ scope: { kind: 'cell', id: cell.id }, incidentId: null, camera });
            },
          }))}
        />
      )}
      <Patterns found={found} />
      <MethodNote
        text={t('hotspots:method.hotspots')}
        limits={t('hotspots:method.hotspotsLimits')}
        source={t('hotspots:method.hotspotsSource')}
      />
    </>
  );
}

function Patterns({ found: { emerging } }: { found: HotspotsFound }) {
  const { t, number } = useWords();
  const reasonText = useReasonText();
  if (emerging.status === 'refused') return <p className="quiet">{reasonText(emerging)}</p>;
  const counts = new Map<string, number>();
  for (const pattern of emerging.pattern) {
    if (pattern !== 'none') counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  if (counts.size === 0) return <p className="quiet">{t('hotspots:patternNone')}</p>;
  return (
    <BarList
      title={t('hotspots:patternTitle')}
      unit={t('hotspots:patternUnit', {
        slices: number(emerging.slices),
        days: number(emerging.sliceDays),
      })}
      bars={[...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([pattern, count]) => ({ id: pattern, label: t(`hotspots:pattern.${pattern}`), count }))}
    />
  );
}
