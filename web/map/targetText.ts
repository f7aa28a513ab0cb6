import { useCallback } from 'react';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { isoDayOf } from '../../domain/days.ts';
import { PRECISIONS } from '../../domain/taxonomy.ts';
import { useAlertText } from '../alerts/useAlertText.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { useWords, type Words } from '../format.ts';
import { numbersOf, useShareText } from '../hotspots/texts.ts';
import { aboutRow } from '../panel/rows.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { findStretch, useAboutText } from '../panel/texts.ts';
import type { Target } from './atlasContent.ts';

/** One line that says what the pointer is on. */
export function useTargetText(
  snapshot: Snapshot | null,
  incidents: IncidentTable | null,
  hotspots: HotspotsFound | null,
  risk: SegmentsRisk | null,
): (target: Target) => string | null {
  const words = useWords();
  const aboutText = useAboutText();
  const shareText = useShareText();
  const alertText = useAlertText();
  return useCallback(
    (target: Target) => {
      const { t, date, distance } = words;
      if (target.kind === 'alert') return alertText(target.alert).headline;
      if (!snapshot) return null;
      if (target.kind === 'hotspot') {
        const cell = hotspots && numbersOf(hotspots, target.id);
        if (!cell) return null;
        return t(cell.class === 'none' ? 'hotspots:hover.none' : 'hotspots:hover.hot', {
          class: t(`hotspots:class.${cell.class}`),
          around: words.number(cell.around),
          expected: words.number(cell.expected, 1),
          q: shareText(cell.q),
          stability: words.percent(cell.stability),
        });
      }
      if (target.kind === 'cell') return t('hover.cell', { counts: countsText(words, target) });
      if (target.kind === 'state') {
        const state = snapshot.states.states.find(({ code }) => code === target.code);
        return state ? t('hover.named', { name: state.name, counts: countsText(words, state) }) : null;
      }
      if (target.kind === 'stretch') {
        const found = findStretch(snapshot.corridors, target.id);
        if (!found) return null;
        const { stretch } = found;
        const name = t('stretch.name', stretchEnds(words, stretch));
        const scored = risk?.stretches.find(({ id }) => id === stretch.id);
        if (!scored) return t('hover.named', { name, counts: countsText(words, stretch) });
        if (!scored.score) return t(`routes:hover.${scored.status}`, { name });
        const { value, low, high } = scored.score;
        return t('routes:hover.score', {
          name,
          value: words.number(value),
          low: words.number(low),
          high: words.number(high),
        });
      }
      const { row, count } = target;
      if (!incidents) return null;
      const radius = distance(incidents.radiusM[row] as number);
      if (target.isShared) {
        const counts = target.isHazard ? { crimes: 0, hazards: count } : { crimes: count, hazards: 0 };
        return t('hover.spot', { counts: countsText(words, counts), radius });
      }
      const precision = t(`taxonomy:precision.${PRECISIONS[incidents.precision[row] as number] ?? 'state'}`);
      const day = date(isoDayOf(incidents.day[row] as number));
      return t('hover.incident', { what: aboutText(aboutRow(incidents, row)), day, precision, radius });
    },
    [words, aboutText, shareText, alertText, snapshot, incidents, hotspots, risk],
  );
}

function countsText({ t, counted }: Words, { crimes, hazards }: { crimes: number; hazards: number }): string {
  const parts = [];
  if (crimes > 0 || hazards === 0) parts.push(t('hover.crimes', counted(crimes)));
  if (hazards > 0) parts.push(t('hover.hazards', counted(hazards)));
  return parts.join(', ');
}
