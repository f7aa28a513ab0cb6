import { useState } from 'react';
import type { Cells } from '../../api/contract.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import { SPOTS_FROM_ZOOM } from '../map/basemapLayers.ts';
import { PALETTES } from '../map/palette.ts';
import type { Shows } from '../panel/Panel.tsx';
import { useTableContent } from '../table/DataTable.tsx';
import { tableKindOn } from '../table/kinds.ts';
import { placedOf } from '../table/TableState.tsx';
import { useCurrentAnswers } from '../table/useCurrentAnswers.ts';
import { useShownTheme } from '../theme.ts';
import { useLiveWindow } from '../timeline/liveWindow.ts';
import { numbersShown } from '../timeline/numbersShown.ts';
import type { TimeCube } from '../timeline/timeCube.ts';
import { sharedLink } from '../view/sharedLink.ts';
import { useView } from '../view/ViewProvider.tsx';
import { viewToSearch } from '../view/view.ts';
import { type Description, describeHotspots, describeScores, describeView } from './describe.ts';
import { csvOf, geojsonOf, tsvOf } from './files.ts';
import { mapPicture, type PicturedElement } from './mapPicture.ts';
import { pictureKey } from './pictureKey.ts';

interface Props {
  shows: Shows;
  snapshot: Snapshot;
  cells: Cells | null;
  cube: TimeCube | null;
  period: { from: string; to: string };
  /** What is shown is of the view before: it has no words that are true of it, and is not taken along. */
  isOld: boolean;
}

/** Takes what is on the screen along: link, table, picture of the map, GeoJSON, CSV; each says what it is and is not. */
export default function ExportMenu({ shows, snapshot, cells, cube, period, isOld }: Props) {
  const words = useWords();
  const { t } = words;
  const { view } = useView();
  const theme = useShownTheme();
  const live = useLiveWindow();
  const { hotspots, risk, isOfBefore } = useCurrentAnswers();
  const [said, setSaid] = useState('');
  const kind = tableKindOn(shows, view.table);
  const content = useTableContent(kind, snapshot, cells);
  const { states, newestOnly } = snapshot;

  const aboutTable = (): Description => {
    if (kind === 'hotspots' && hotspots) return describeHotspots(words, view, snapshot, hotspots);
    if (kind === 'scores' && risk) return describeScores(words, view, snapshot, risk);
    const isCut = kind === 'incidents' && newestOnly !== null;
    const newest = isCut ? { n: newestOnly, of: placedOf(snapshot) } : undefined;
    return describeView(words, view, snapshot, period, { ...states, newest });
  };
  /** What the picture shows, whose window may be moving. */
  const aboutPicture = (hasScores: boolean): Description => {
    if (shows === 'hotspots' && hotspots) return describeHotspots(words, view, snapshot, hotspots);
    if (shows === 'routes' && risk) return describeScores(words, view, snapshot, risk);
    const numbers = numbersShown(live.get(), cube, { ...states, ...period }, states.asOf);
    return describeView(words, view, snapshot, numbers, { ...numbers, risk: hasScores ? risk : null });
  };
  const ofPicture = shows === 'map' ? '' : `${t(`table:kind.${tableKindOn(shows, null)}`).toLowerCase()}-`;

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
    if (!element) return setSaid(t('export:noMap'));
    const seen = element.inSight();
    const about = aboutPicture(seen.scores);
    const isPart = (view.camera?.zoom ?? 0) >= SPOTS_FROM_ZOOM;
    const lines = [
      ...(seen.hatchIsOff ? [t('export:hatchIsOff')] : []),
      ...(isPart ? [t('export:partOnly')] : []),
      ...about.lines,
    ];
    const palette = PALETTES[theme];
    const blob = await mapPicture(element, { ...about, lines }, pictureKey(seen, palette, words), palette);
    if (blob) save(blob, `vigia-${ofPicture}${period.from}-${period.to}.png`);
    setSaid(t(blob ? 'export:saved' : 'export:noMap'));
  };
  const file = (text: string, type: string, ending: string) => {
    save(new Blob([text], { type }), `vigia-${kind}-${period.from}-${period.to}.${ending}`);
    setSaid(t('export:saved'));
  };
  return (
    <div className="export-menu">
      <p className="quiet">{t('export:what', { kind: t(`table:kind.${kind}`) })}</p>
      <button type="button" onClick={() => copy(sharedLink(window.location, words.language))}>
        {t('export:link')}
      </button>
      {isOld || isOfBefore ? (
        <p className="quiet">{t('export:ofBefore')}</p>
      ) : (
        <button type="button" onClick={picture}>
          {t('export:png')}
        </button>
      )}
      {isOld || content === null ? (
        <p className="quiet">{t('export:notThere')}</p>
      ) : (
        <>
          <button
            type="button"
            onClick={() => {
              const names = content.columns.map(({ id }) => t(`table:column.${id}`));
              void copy(tsvOf(content, aboutTable(), names));
            }}
          >
            {t('export:copyTable')}
          </button>
          <button
            type="button"
            onClick={() => {
              const shapes = geojsonOf(kind, content, snapshot, aboutTable());
              file(JSON.stringify(shapes), 'application/geo+json', 'geojson');
            }}
          >
            {t('export:geojson')}
          </button>
          <button
            type="button"
            onClick={() => file(csvOf(content, aboutTable()), 'text/csv;charset=utf-8', 'csv')}
          >
            {t('export:csv')}
          </button>
        </>
      )}
      <a className="link" href={`/informe${viewToSearch(view)}`}>
        {t('briefing:open')}
      </a>
      <p role="status">{said}</p>
    </div>
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the bytes once the click is over; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
