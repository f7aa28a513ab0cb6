import { cellToLatLng } from 'h3-js';
import { useMemo } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { useWords } from '../format.ts';
import { BarList } from '../panel/BarList.tsx';
import { Empty } from '../panel/Empty.tsx';
import { WayOut } from '../panel/WayOut.tsx';
import { Controls } from './Controls.tsx';
import { Emerging } from './Emerging.tsx';
import { MethodNote } from './MethodNote.tsx';
import { NearRepeat } from './NearRepeat.tsx';
import { nearestStation } from './nearestStation.ts';
import { Progress } from './Progress.tsx';
import { numbersAt, useReasonText, useShareText } from './texts.ts';
import type { HotspotData } from './useHotspots.ts';
import { useOpenCell } from './useOpenCell.ts';

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
        <Empty text={t(`hotspots:nothing.${nothing}`)}>
          <WayOut />
        </Empty>
      </>
    );
  }
  return (
    <>
      <Controls />
      <Progress computed={hotspots} text={t('hotspots:computing')} />
      {!hotspots.isCancelled && value?.status === 'refused' && (
        <Empty text={reasonText(value)}>
          <WayOut />
        </Empty>
      )}
      {!hotspots.isCancelled && found && <Found found={found} corridors={corridors} />}
      <NearRepeat computed={nearRepeat} />
    </>
  );
}

function Found({ found, corridors }: { found: HotspotsFound; corridors: Corridors }) {
  const { t, number, counted, percent } = useWords();
  const shareText = useShareText();
  const open = useOpenCell();
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
            onSelect: () => open(cell.id),
          }))}
        />
      )}
      <Emerging found={found} corridors={corridors} />
      <MethodNote
        text={t('hotspots:method.hotspots')}
        limits={t('hotspots:method.hotspotsLimits')}
        source={t('hotspots:method.hotspotsSource')}
      />
    </>
  );
}
