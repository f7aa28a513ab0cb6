import type { Corridors } from '../../api/contract.ts';
import { useWords } from '../format.ts';
import type { LimitDraft } from './draft.ts';
import { GroupFault, NumberField } from './fields.tsx';

/** Least and most share of the units, for all corridors and for single ones. */
export function LimitsField({
  most,
  limits,
  corridors,
  onChange,
}: {
  most: string;
  limits: readonly LimitDraft[];
  corridors: Corridors | null;
  onChange: (patch: { most?: string; limits?: readonly LimitDraft[] }) => void;
}) {
  const { t } = useWords();
  const list = corridors?.corridors ?? [];
  const free = list.filter(({ id }) => !limits.some(({ corridorId }) => corridorId === id));
  const nameOf = (id: string) => list.find((corridor) => corridor.id === id)?.name ?? id;
  const write = (index: number, patch: Partial<LimitDraft>) =>
    onChange({ limits: limits.map((limit, i) => (i === index ? { ...limit, ...patch } : limit)) });
  return (
    <fieldset className="patrol-limits">
      <legend>{t('patrols:form.limits')}</legend>
      <NumberField
        field="most"
        label={t('patrols:form.most')}
        unit="%"
        value={most}
        onChange={(text) => onChange({ most: text })}
      />
      <GroupFault field="limits" />
      <ul>
        {limits.map(({ corridorId, least, most: own }, i) => (
          <li key={corridorId}>
            <strong>{nameOf(corridorId)}</strong>
            <label>
              {t('patrols:form.leastOf')}
              <input
                inputMode="decimal"
                aria-label={t('patrols:form.leastFor', { corridor: nameOf(corridorId) })}
                value={least}
                onChange={({ target }) => write(i, { least: target.value })}
              />
              %
            </label>
            <label>
              {t('patrols:form.mostOf')}
              <input
                inputMode="decimal"
                aria-label={t('patrols:form.mostFor', { corridor: nameOf(corridorId) })}
                value={own}
                onChange={({ target }) => write(i, { most: target.value })}
              />
              %
            </label>
            <button
              type="button"
              className="secondary"
              onClick={() => onChange({ limits: limits.filter((_, j) => j !== i) })}
            >
              {t('patrols:form.remove')}
            </button>
            <GroupFault field={`limits-${i}`} />
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <label className="patrol-add">
          {t('patrols:form.addLimit')}
          <select
            value=""
            onChange={({ target }) =>
              onChange({ limits: [...limits, { corridorId: target.value, least: '0', most: '100' }] })
            }
          >
            <option value="">{t('patrols:form.choose')}</option>
            {free.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </fieldset>
  );
}
