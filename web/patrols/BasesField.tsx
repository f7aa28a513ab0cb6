import { lazy, Suspense, useMemo, useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import { useWords } from '../format.ts';
import { lineShapes } from '../geocoding/shapes.ts';
import type { Base } from './draft.ts';
import { GroupFault } from './fields.tsx';
import { pointAtKm } from './pointAtKm.ts';

const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));

/** Where units start and end: all stations, or own points by clicks on the map or a typed km. */
export function BasesField({
  bases,
  corridors,
  onChange,
}: {
  bases: readonly Base[] | null;
  corridors: Corridors | null;
  onChange: (bases: readonly Base[] | null) => void;
}) {
  const { t } = useWords();
  const places = useMemo(
    () =>
      (bases ?? []).map(({ lon, lat }, i) => ({
        lon,
        lat,
        radiusM: null,
        mark: String(i + 1),
        kind: 'file' as const,
      })),
    [bases],
  );
  const tracks = useMemo(() => lineShapes((corridors?.corridors ?? []).map(({ line }) => line)), [corridors]);
  const own = bases ?? [];
  const add = (base: Base) => onChange([...own, base]);
  return (
    <fieldset className="patrol-bases">
      <legend>{t('patrols:form.bases')}</legend>
      <div className="segmented">
        {(['stations', 'own'] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="patrol-bases"
              checked={(bases === null) === (kind === 'stations')}
              onChange={() => onChange(kind === 'stations' ? null : own)}
            />
            <span>{t(`patrols:form.basesOf.${kind}`)}</span>
          </label>
        ))}
      </div>
      <GroupFault field="bases" />
      {bases !== null && (
        <>
          <p className="quiet">{t('patrols:form.basesHint')}</p>
          <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
            <PlaceMap
              places={places}
              shapes={tracks}
              holdsStill
              label={t('patrols:form.basesMap')}
              onPick={(lon, lat) =>
                add({ lon, lat, name: t('patrols:form.baseName', { n: own.length + 1 }) })
              }
            />
          </Suspense>
          <KmBase corridors={corridors} onAdd={add} />
          <ol className="patrol-own">
            {own.map((base, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a base is its place in the list, and may repeat
              <li key={i}>
                <span className="place-mark place-mark-file" aria-hidden="true">
                  {i + 1}
                </span>
                <input
                  aria-label={t('patrols:form.baseNameOf', { n: i + 1 })}
                  value={base.name}
                  maxLength={60}
                  onChange={({ target }) =>
                    onChange(own.map((other, j) => (j === i ? { ...other, name: target.value } : other)))
                  }
                />
                <span className="quiet">
                  {base.lat.toFixed(3)}, {base.lon.toFixed(3)}
                </span>
                <button
                  type="button"
                  className="secondary"
                  onClick={() => onChange(own.filter((_, j) => j !== i))}
                >
                  {t('patrols:form.remove')}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </fieldset>
  );
}

/** The base for whoever uses no pointer: a corridor and its km. */
function KmBase({ corridors, onAdd }: { corridors: Corridors | null; onAdd: (base: Base) => void }) {
  const { t } = useWords();
  const [corridorId, setCorridorId] = useState('');
  const [km, setKm] = useState('');
  const [isOff, setOff] = useState(false);
  const list = corridors?.corridors ?? [];
  const corridor = list.find(({ id }) => id === corridorId) ?? list[0];
  const add = () => {
    const point = corridor && km.trim() !== '' ? pointAtKm(corridor, Number(km.replace(',', '.'))) : null;
    setOff(point === null);
    if (!point || !corridor) return;
    onAdd({ ...point, name: t('patrols:form.baseAtKm', { corridor: corridor.name, km: km.trim() }) });
    setKm('');
  };
  return (
    <div className="patrol-km">
      <label>
        {t('patrols:form.corridor')}
        <select value={corridor?.id ?? ''} onChange={({ target }) => setCorridorId(target.value)}>
          {list.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('patrols:form.km')}
        <input inputMode="decimal" value={km} onChange={({ target }) => setKm(target.value)} />
      </label>
      <button type="button" className="secondary" onClick={add}>
        {t('patrols:form.addBase')}
      </button>
      {isOff && (
        <p className="patrol-fault" role="alert">
          {t('patrols:fault.offCorridor')}
        </p>
      )}
    </div>
  );
}
