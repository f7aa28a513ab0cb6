import { latLngToCell } from 'h3-js';
import type { IncidentDetail } from '../../api/contract.ts';
import { cellRadiusLimitM } from '../../domain/hexagons.ts';
import { isPredatory } from '../../domain/taxonomy.ts';
import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import { numbersOf } from './texts.ts';
import { useHotspotData } from './useHotspots.ts';

/** The way from an incident to the number that it is part of; nothing on pages without hotspots. */
export default function IncidentHotspot({ incident }: { incident: IncidentDetail }) {
  const { t } = useWords();
  const { view, change } = useView();
  const found = useHotspotData()?.found;
  if (!found) return null;
  const { place } = incident;
  const resolution = view.hotspotResolution;
  const counts =
    place !== null &&
    place.radiusM <= cellRadiusLimitM(resolution) &&
    incident.crimes.some(({ crime }) => isPredatory(crime));
  const id = counts ? latLngToCell(place.lat, place.lon, resolution) : null;
  const cell = id && numbersOf(found, id);
  return (
    <section className="hotspot-of-incident">
      <h3>{t('hotspots:ofIncident.title')}</h3>
      <p>
        {cell
          ? t('hotspots:ofIncident.in', { class: t(`hotspots:class.${cell.class}`) })
          : t('hotspots:ofIncident.notIn')}
      </p>
      {cell && (
        <button
          type="button"
          onClick={() => change({ scope: { kind: 'cell', id: cell.id }, incidentId: null })}
        >
          {t('hotspots:ofIncident.open')}
        </button>
      )}
    </section>
  );
}
