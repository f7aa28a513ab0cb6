import { useState } from 'react';
import type { Cells } from '../../api/contract.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import { SPOTS_FROM_ZOOM } from '../map/basemapLayers.ts';
import { classLimits } from '../map/classes.ts';
import { PALETTES, type Palette } from '../map/palette.ts';
import { SCORE_STEPS } from '../map/riskLayers.ts';
import { useTableContent } from '../table/DataTable.tsx';
import { useShownTheme } from '../theme.ts';
import { sharedLink } from '../view/sharedLink.ts';
import { useView } from '../view/ViewProvider.tsx';
import { type TableKind, viewToSearch } from '../view/view.ts';
import { describeView } from './describe.ts';
import { csvOf, geojsonOf, tsvOf } from './files.ts';
import { type KeyEntry, type KeyRow, mapPicture, type PicturedElement } from './mapPicture.ts';

interface Props {
  snapshot: Snapshot;
  cells: Cells | null;
  period: { from: string; to: string };
  /** Scores of the stretches, where the map shows them. */
  risk: SegmentsRisk | null;
  /** The map's hexagons are hotspots, not counts. */
  hasHotspots: boolean;
}

/** Takes what is on the screen along: link, table, picture of the map, GeoJSON, CSV; each says what it is and is not. */
export default function ExportMenu({ snapshot, cells, period, risk, hasHotspots }: Props) {
  const words = useWords();
  const { t } = words;
  const { view } = useView();
  const theme = useShownTheme();
  const [said, setSaid] = useState('');
  const kind: TableKind = view.table ?? 'states';
  const content = useTableContent(kind, snapshot, cells);
  const about = describeView(words, view, snapshot, period);
  const name = `vigia-${kind}-${period.from}-${period.to}`;
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('export:copied'));
    } catch {
      setSaid(t('export:notCopied'));
    }
  };
  const picture = async () => {
    const element = document.querySelector<PicturedElement>('.atlas');
    const key = keyOf(PALETTES[theme]);
    const blob = element && (await mapPicture(element, about, key, PALETTES[theme]));
    if (blob) save(blob, `vigia-${period.from}-${period.to}.png`);
    setSaid(t(blob ? 'export:saved' : 'export:noMap'));
  };
  const file = (text: string, type: string, ending: string) => {
    save(new Blob([text], { type }), `${name}.${ending}`);
    setSaid(t('export:saved'));
  };
  const columns = content.columns.map(({ id }) => t(`table:column.${id}`));
  return (
    <div className="export-menu">
      <p className="quiet">{t('export:what', { kind: t(`table:kind.${kind}`) })}</p>
      <button type="button" onClick={() => copy(sharedLink(window.location, words.language))}>
        {t('export:link')}
      </button>
      <button type="button" onClick={() => copy(tsvOf(content, about, columns))}>
        {t('export:copyTable')}
      </button>
      <button type="button" onClick={picture}>
        {t('export:png')}
      </button>
      <button
        type="button"
        onClick={() =>
          file(JSON.stringify(geojsonOf(kind, content, snapshot, about)), 'application/geo+json', 'geojson')
        }
      >
        {t('export:geojson')}
      </button>
      <button type="button" onClick={() => file(csvOf(content, about), 'text/csv;charset=utf-8', 'csv')}>
        {t('export:csv')}
      </button>
      <a className="link" href={`/informe${viewToSearch(view)}`}>
        {t('briefing:open')}
      </a>
      <p role="status">{said}</p>
    </div>
  );

  /** The rows of the key: what the hexagons or marks mean, and the ramp of the score where stretches have one. */
  function keyOf(palette: Palette): KeyRow[] {
    const { ramp, incident, hazard, area, riskRamp, noData } = palette;
    const rows: KeyRow[] = [];
    if (hasHotspots) {
      const classes = [
        ['hot-99', ramp[4]],
        ['hot-95', ramp[2]],
        ['hot-90', ramp[1]],
      ] as const;
      rows.push({
        title: t('hotspots:legend.title'),
        entries: classes.map(([one, color]) => ({ color, text: t(`hotspots:class.${one}`) })),
      });
    } else if ((view.camera?.zoom ?? 0) >= SPOTS_FROM_ZOOM) {
      rows.push({
        title: null,
        entries: [
          { color: incident, text: t('filter.kind.crime') },
          { color: hazard, text: t('filter.kind.hazard') },
          { color: `${area}44`, text: t('legend.areas') },
        ],
      });
    } else if (cells) rows.push({ title: null, entries: countEntries(ramp, cells) });
    if (risk) {
      const entries = SCORE_STEPS.map((low, step): KeyEntry => {
        const next = SCORE_STEPS[step + 1];
        return { color: riskRamp[step] as string, text: next === undefined ? `${low}+` : `${low}–${next}` };
      });
      const hasNoData = risk.stretches.some(({ status }) => status === 'no-data');
      rows.push({
        title: t('risk:score.name'),
        entries: hasNoData ? [...entries, { color: noData, text: t('routes:legend.noData') }] : entries,
      });
    }
    return rows;
  }

  function countEntries(ramp: Palette['ramp'], { crimesPerCell }: Cells): KeyEntry[] {
    const limits = classLimits(crimesPerCell);
    return limits.map((low, step) => {
      const next = limits[step + 1];
      const color = ramp[step] as string;
      if (next === undefined) return { color, text: t('export:from', { low: words.number(low) }) };
      const high = words.number(next - 1);
      return { color, text: low === next - 1 ? high : t('export:range', { low: words.number(low), high }) };
    });
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the bytes once the click is over; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
