import { useEffect, useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import { TIMES_OF_DAY } from '../../domain/patrols/request.ts';
import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { BasesField } from './BasesField.tsx';
import { type Draft, type Fault, FIRST_DRAFT, requestOf } from './draft.ts';
import { FaultsContext, Field, GroupFault, NumberField } from './fields.tsx';
import { LimitsField } from './LimitsField.tsx';
import { ShelterNote } from './ShelterNote.tsx';

interface Props {
  /** What was asked last, as the address says it. */
  asked: Draft | null;
  corridors: Corridors | null;
  /** What the server found wrong with what was asked. */
  faults: readonly Fault[];
  shelterKm: number | null;
  onAsk: (draft: Draft) => void;
}

/** How many units, how long, how far, from where and within which limits. */
export function PlanForm({ asked, corridors, faults, shelterKm, onAsk }: Props) {
  const { t } = useWords();
  const { health } = useHealth();
  const [draft, setDraft] = useState(asked ?? FIRST_DRAFT);
  // Back and forward, and a saved plan that is asked anew, bring their own form.
  const askedKey = JSON.stringify(asked);
  useEffect(() => setDraft((JSON.parse(askedKey) as Draft | null) ?? FIRST_DRAFT), [askedKey]);
  const [isChecked, setChecked] = useState(asked !== null);
  const read = requestOf(draft);
  const isAsked = JSON.stringify(draft) === askedKey;
  const shown = [...(isChecked && !read.ok ? read.faults : []), ...(isAsked ? faults : [])];
  const write = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  return (
    <FaultsContext.Provider value={shown}>
      <form
        className="patrol-form"
        aria-label={t('patrols:form.title')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (read.ok) onAsk(draft);
          else {
            const field = read.faults[0]?.field;
            event.currentTarget.querySelector<HTMLElement>(`[data-fault="${field}"] input`)?.focus();
          }
        }}
      >
        <div className="patrol-fields">
          <NumberField
            field="units"
            label={t('patrols:form.units')}
            value={draft.units}
            onChange={(units) => write({ units })}
          />
          <NumberField
            field="shift"
            label={t('patrols:form.shift')}
            unit="h"
            value={draft.shift}
            onChange={(shift) => write({ shift })}
          />
          <Field field="reach" label={t('patrols:form.reach')}>
            {(control) => (
              <span className="patrol-number">
                <input
                  {...control}
                  inputMode="decimal"
                  value={draft.reach}
                  onChange={({ target }) => write({ reach: target.value })}
                />
                <select
                  aria-label={t('patrols:form.reachIn')}
                  value={draft.reachIn}
                  onChange={({ target }) => write({ reachIn: target.value === 'min' ? 'min' : 'km' })}
                >
                  <option value="km">km</option>
                  <option value="min">{t('patrols:form.minutes')}</option>
                </select>
              </span>
            )}
          </Field>
          <NumberField
            field="speed"
            label={t('patrols:form.speed')}
            unit="km/h"
            value={draft.speed}
            onChange={(speed) => write({ speed })}
          />
          <NumberField
            field="least"
            label={t('patrols:form.least')}
            unit="h"
            value={draft.least}
            onChange={(least) => write({ least })}
          />
        </div>
        <ShelterNote shelterKm={shelterKm} />
        <details className="patrol-more" open={hasMore(draft) || shown.some(({ field }) => !isFirst(field))}>
          <summary>{t('patrols:form.more')}</summary>
          <BasesField bases={draft.bases} corridors={corridors} onChange={(bases) => write({ bases })} />
          <LimitsField most={draft.most} limits={draft.limits} corridors={corridors} onChange={write} />
          <fieldset>
            <legend>{t('patrols:form.time')}</legend>
            <div className="segmented">
              {TIMES_OF_DAY.map((time) => (
                <label key={time}>
                  <input
                    type="radio"
                    name="patrol-time"
                    checked={draft.time === time}
                    onChange={() => write({ time })}
                  />
                  <span>{t(`patrols:time.${time}`)}</span>
                </label>
              ))}
            </div>
            <p className="quiet">{t('patrols:form.timeHint')}</p>
          </fieldset>
          <div className="patrol-fields">
            <Field field="from" label={t('patrols:form.from')}>
              {(control) => (
                <input
                  {...control}
                  type="date"
                  value={draft.from}
                  min={health?.firstDay ?? undefined}
                  max={health?.asOf}
                  onChange={({ target }) => write({ from: target.value })}
                />
              )}
            </Field>
            <Field field="to" label={t('patrols:form.to')}>
              {(control) => (
                <input
                  {...control}
                  type="date"
                  value={draft.to}
                  min={health?.firstDay ?? undefined}
                  max={health?.asOf}
                  onChange={({ target }) => write({ to: target.value })}
                />
              )}
            </Field>
            <NumberField
              field="halfLife"
              label={t('patrols:form.halfLife')}
              unit={t('patrols:form.days')}
              hint={t('patrols:form.halfLifeHint')}
              value={draft.halfLife}
              onChange={(halfLife) => write({ halfLife })}
            />
            <NumberField
              field="seconds"
              label={t('patrols:form.seconds')}
              unit="s"
              hint={t('patrols:form.secondsHint')}
              value={draft.seconds}
              onChange={(seconds) => write({ seconds })}
            />
          </div>
        </details>
        <GroupFault field="form" />
        <button type="submit" className="primary">
          {t('patrols:form.ask')}
        </button>
      </form>
    </FaultsContext.Provider>
  );
}

const FIRST_FIELDS: readonly string[] = ['units', 'shift', 'reach', 'speed', 'least', 'form'];
const isFirst = (field: string) => FIRST_FIELDS.includes(field);

function hasMore({ bases, most, limits, time, from, to, halfLife, seconds }: Draft): boolean {
  return (
    bases !== null ||
    limits.length > 0 ||
    time !== 'any' ||
    [most, from, to, halfLife, seconds].join() !== [FIRST_DRAFT.most, '', '', '', FIRST_DRAFT.seconds].join()
  );
}
