import { gridDisk } from 'h3-js';
import { useMemo } from 'react';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { CRIMES, isPredatory } from '../../domain/taxonomy.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import { rowsInCell } from '../map/cellFeatures.ts';
import { Empty } from '../panel/Empty.tsx';
import { IncidentList } from '../panel/IncidentList.tsx';
import { ListState } from '../panel/ListState.tsx';
import type { Select } from '../panel/select.ts';
import { WayOut } from '../panel/WayOut.tsx';
import { MethodNote } from './MethodNote.tsx';
import { numbersOf, useShareText } from './texts.ts';

interface Props {
  id: string;
  found: HotspotsFound;
  snapshot: Snapshot;
  select: Select;
}

/** One hexagon of the study area: its numbers, and the incidents behind them. */
export function HotspotCell({ id, found, snapshot, select }: Props) {
  const { t, number, percent, counted } = useWords();
  const shareText = useShareText();
  const { incidents, withheld, newestOnly } = snapshot;
  const rows = useMemo(() => rowsBehind(incidents, id), [incidents, id]);
  const cell = numbersOf(found, id);
  if (!cell)
    return (
      <Empty text={t('hotspots:cell.outside')}>
        <WayOut />
      </Empty>
    );
  const facts: [string, string][] = [
    [t('hotspots:cell.here'), number(cell.count)],
    [t('hotspots:cell.z'), number(cell.z, 2)],
    [t('hotspots:cell.p'), shareText(cell.p)],
    ...(cell.pPermutation === null
      ? []
      : [[t('hotspots:cell.pPermutation'), shareText(cell.pPermutation)] as [string, string]]),
    [t('hotspots:cell.q'), shareText(cell.q)],
    [
      t('hotspots:cell.stability'),
      t('hotspots:cell.stabilityNote', { share: percent(cell.stability), jitters: number(found.jitters) }),
    ],
    ...(cell.pattern === null
      ? []
      : [[t('hotspots:cell.pattern'), t(`hotspots:pattern.${cell.pattern}`)] as [string, string]]),
  ];
  return (
    <>
      <div className="lead">
        <p className="sentence">
          {t(cell.class === 'none' ? 'hotspots:cell.sentenceNone' : 'hotspots:cell.sentence', {
            class: t(`hotspots:class.${cell.class}`),
            around: number(cell.around),
            expected: number(cell.expected, 1),
            ratio: number(cell.around / Math.max(cell.expected, 1e-9), 1),
          })}
        </p>
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {withheld ? (
        <p className="quiet">{t('hotspots:cell.withheld')}</p>
      ) : (
        <section>
          {rows.length > 0 && newestOnly === null && (
            <h3>{t('hotspots:cell.behind', counted(rows.length))}</h3>
          )}
          <ListState snapshot={snapshot} total={cell.around} />
          {rows.length > 0 && (
            <IncidentList table={incidents} rows={rows} onOpen={(row) => select.incident(incidents, row)} />
          )}
        </section>
      )}
      <MethodNote
        text={t('hotspots:method.hotspots')}
        limits={t('hotspots:method.hotspotsLimits')}
        source={t('hotspots:method.hotspotsSource')}
      />
    </>
  );
}

/** Bits of the crimes of which hotspots are made. */
const PREDATORY = CRIMES.reduce((mask, crime, bit) => (isPredatory(crime) ? mask | (1 << bit) : mask), 0);

/** Rows that were counted in the cell and the ring around it, newest first. */
export function rowsBehind(table: IncidentTable, id: string): number[] {
  return gridDisk(id, 1)
    .flatMap((cell) => rowsInCell(table, cell))
    .filter((row) => ((table.crimes[row] as number) & PREDATORY) !== 0)
    .sort((a, b) => (table.day[b] as number) - (table.day[a] as number) || a - b);
}
