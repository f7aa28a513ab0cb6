import { CELL_AREA_KM2, RESOLUTIONS } from '../../domain/hexagons.ts';
import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import { monthsBefore } from './periods.ts';

const MONTHS = [3, 6, 12] as const;

/** Size of the hexagons and period, at once: the choice is in the address. */
export function Controls() {
  const { t, number, counted } = useWords();
  const { view, change } = useView();
  const { filter, hotspotResolution } = view;
  const end = filter.to ?? filter.asOf;
  const periods = end
    ? MONTHS.map((months) => ({
        months,
        from: monthsBefore(end, months),
        text: t('hotspots:controls.months', counted(months)),
      }))
    : [];
  return (
    <div className="hotspot-controls">
      <fieldset className="segmented">
        <legend>{t('hotspots:controls.resolution')}</legend>
        {RESOLUTIONS.map((resolution) => (
          <label key={resolution}>
            <input
              type="radio"
              name="hotspot-resolution"
              checked={resolution === hotspotResolution}
              onChange={() => change({ hotspotResolution: resolution, scope: null })}
            />
            <span>{t('hotspots:controls.size', { area: number(CELL_AREA_KM2[resolution]) })}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="segmented">
        <legend>{t('hotspots:controls.period')}</legend>
        {periods.map(({ months, from, text }) => (
          <label key={months}>
            <input
              type="radio"
              name="hotspot-period"
              checked={filter.from === from}
              onChange={() => change({ filter: { ...filter, from } })}
            />
            <span>{text}</span>
          </label>
        ))}
        <label>
          <input
            type="radio"
            name="hotspot-period"
            checked={filter.from === undefined}
            onChange={() => {
              const { from: _, ...rest } = filter;
              change({ filter: rest });
            }}
          />
          <span>{t('hotspots:controls.all')}</span>
        </label>
      </fieldset>
    </div>
  );
}
