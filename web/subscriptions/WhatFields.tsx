import type { Corridors } from '../../api/contract.ts';
import type { RuleRow } from '../../api/contract-alerts.ts';
import type { SubscriptionBody, SubscriptionsAnswer } from '../../api/contract-messages.ts';
import { SEVERITIES } from '../../domain/alerts/rule.ts';
import { STATES } from '../../domain/states.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { AreaField } from './AreaField.tsx';
import { Check, type PartProps, toggled } from './fields.tsx';

const loadCorridors = (path: string, signal: AbortSignal) => getJson<Corridors>(path, signal);
const loadRules = (path: string, signal: AbortSignal) => getJson<{ rules: RuleRow[] }>(path, signal);

/** Which alerts: how grave, and where. */
export function WhatFields({ body, answer, problem, onChange }: PartProps & { answer: SubscriptionsAnswer }) {
  const { t } = useWords();
  const { may } = useSession();
  const corridors = useLoaded(may('map.read') ? '/api/corridors' : null, loadCorridors);
  const { filter } = body;
  const set = (part: Partial<SubscriptionBody['filter']>) => onChange({ filter: { ...filter, ...part } });
  return (
    <>
      <fieldset className="checks">
        <legend>{t('messages:form.severities')}</legend>
        <p className="quiet">{t('messages:form.severitiesHint')}</p>
        {SEVERITIES.map((severity) => (
          <Check
            key={severity}
            label={t(`alerts:severity.${severity}`)}
            isOn={filter.severities.includes(severity)}
            onToggle={() => set({ severities: toggled(filter.severities, severity) })}
          />
        ))}
      </fieldset>
      {answer.seesDetail && <RulesChoice chosen={filter.ruleIds} onChange={(ruleIds) => set({ ruleIds })} />}
      <fieldset className="checks places-choice">
        <legend>{t('messages:form.places')}</legend>
        <p className="quiet">{t('messages:form.placesHint')}</p>
        <LoadState loaded={corridors} />
        <details open={filter.stateCodes.length > 0}>
          <summary>{t('messages:form.states', { count: filter.stateCodes.length })}</summary>
          <div className="check-grid">
            {STATES.map(({ code, name }) => (
              <Check
                key={code}
                label={name}
                isOn={filter.stateCodes.includes(code)}
                onToggle={() => set({ stateCodes: toggled(filter.stateCodes, code) })}
              />
            ))}
          </div>
        </details>
        {corridors.value && (
          <details open={filter.corridorIds.length > 0}>
            <summary>{t('messages:form.corridors', { count: filter.corridorIds.length })}</summary>
            <div className="check-grid">
              {corridors.value.corridors.map(({ id, name }) => (
                <Check
                  key={id}
                  label={name}
                  isOn={filter.corridorIds.includes(id)}
                  onToggle={() => set({ corridorIds: toggled(filter.corridorIds, id) })}
                />
              ))}
            </div>
          </details>
        )}
        <details open={filter.area !== null}>
          <summary>{t(filter.area ? 'messages:form.areaDrawn' : 'messages:form.area')}</summary>
          {!answer.seesDetail && <p className="quiet">{t('messages:form.areaStates')}</p>}
          <AreaField ring={filter.area} problem={problem('filter')} onChange={(area) => set({ area })} />
        </details>
      </fieldset>
    </>
  );
}

/** Which rules' alerts; none chosen: all. Only for those who may know the rules. */
function RulesChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: string[]) => void }) {
  const { t } = useWords();
  const rules = useLoaded('/api/alert-rules', loadRules);
  if (rules.failure) return <LoadState loaded={rules} />;
  if (!rules.value || rules.value.rules.length === 0) return null;
  return (
    <fieldset className="checks">
      <legend>{t('messages:form.rules')}</legend>
      <p className="quiet">{t('messages:form.rulesHint')}</p>
      {rules.value.rules.map(({ ruleId, shipped, definition }) => (
        <Check
          key={ruleId}
          label={shipped === null ? definition.name : t([`alerts:shipped.${shipped}`, definition.name])}
          isOn={chosen.includes(ruleId)}
          onToggle={() => onChange(toggled(chosen, ruleId))}
        />
      ))}
    </fieldset>
  );
}
