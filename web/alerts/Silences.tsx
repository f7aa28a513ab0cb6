import { useState } from 'react';
import type { z } from 'zod';
import type { RuleRow, silencesSchema } from '../../api/contract-alerts.ts';
import { SEVERITIES } from '../../domain/alerts/rule.ts';
import { useSend } from '../agencies/parts.tsx';
import { getJson, postJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { StateOptions } from '../StateOptions.tsx';
import { AlertRefusal } from './AlertRefusal.tsx';
import { RuleField } from './RuleField.tsx';
import { SilenceForm, type SilenceOf } from './SilenceForm.tsx';

type SilenceList = z.infer<typeof silencesSchema>;
type Silence = SilenceList['silences'][number];

const load = (path: string, signal: AbortSignal) => getJson<SilenceList>(path, signal);
const loadRules = (path: string, signal: AbortSignal) => getJson<{ rules: RuleRow[] }>(path, signal);

/** What is not told of at the moment, why and until when; and a way to begin and end that. */
export function Silences() {
  const { t, counted } = useWords();
  const loaded = useLoaded('/api/silences', load);
  const { value, retry } = loaded;
  const rules = useLoaded('/api/alert-rules', loadRules).value?.rules ?? [];
  const silences = value?.silences ?? [];
  const active = silences.filter(({ isActive }) => isActive);
  const past = silences.filter(({ isActive }) => !isActive);
  const card = (silence: Silence) => (
    <li key={silence.silenceId}>
      <SilenceCard silence={silence} rules={rules} onEnded={retry} />
    </li>
  );
  return (
    <section>
      {/* Said only once it is known: "none" before would be a guess. */}
      {value && (
        <p className="inbox-summary">
          {active.length === 0
            ? t('alerts:silence.none')
            : t('alerts:silence.active', counted(active.length))}
        </p>
      )}
      <LoadState loaded={loaded} />
      <ul className="cards">{active.map(card)}</ul>
      <NewSilence rules={rules} onDone={retry} />
      {past.length > 0 && (
        <details>
          <summary>{t('alerts:silence.past', counted(past.length))}</summary>
          <ul className="cards">{past.map(card)}</ul>
        </details>
      )}
    </section>
  );
}

function SilenceCard({
  silence,
  rules,
  onEnded,
}: {
  silence: Silence;
  rules: readonly RuleRow[];
  onEnded: () => void;
}) {
  const { t, moment } = useWords();
  const { send, failure, sending } = useSend(onEnded);
  const { matcher, reason, startsAt, endsAt, madeName, isActive } = silence;
  const about = [
    matcher.alertId !== undefined ? t('alerts:silence.ofAlert', { id: matcher.alertId }) : '',
    matcher.ruleId !== undefined
      ? t('alerts:silence.ofRule', {
          name: rules.find(({ ruleId }) => ruleId === matcher.ruleId)?.definition.name ?? matcher.ruleId,
        })
      : '',
    matcher.stateCode !== undefined
      ? t('alerts:silence.ofState', { state: stateName(matcher.stateCode) })
      : '',
    matcher.severity !== undefined
      ? t('alerts:silence.ofSeverity', { severity: t(`alerts:severity.${matcher.severity}`) })
      : '',
  ].filter(Boolean);
  return (
    <>
      <strong>{about.join(', ')}</strong>
      <p>{reason}</p>
      <p className="quiet">
        {t('alerts:silence.span', {
          from: moment(Date.parse(startsAt)),
          to: moment(Date.parse(endsAt)),
          name: madeName,
        })}
      </p>
      {isActive && (
        <button
          type="button"
          className="secondary"
          disabled={sending}
          onClick={() => void send(() => postJson(`/api/silences/${silence.silenceId}/end`, {}))}
        >
          {t('alerts:silence.endNow')}
        </button>
      )}
      <AlertRefusal failure={failure} />
    </>
  );
}

function NewSilence({ rules, onDone }: { rules: readonly RuleRow[]; onDone: () => void }) {
  const { t } = useWords();
  const [rule, setRule] = useState('');
  const [state, setState] = useState('');
  const [severity, setSeverity] = useState('');
  const [made, setMade] = useState(0);
  const of: SilenceOf = {
    ...(rule === '' ? {} : { ruleId: rule }),
    ...(state === '' ? {} : { stateCode: state }),
    ...(severity === '' ? {} : { severity }),
  };
  const done = () => {
    setMade(made + 1);
    onDone();
  };
  return (
    <details>
      <summary>{t('alerts:silence.new')}</summary>
      <p className="prose">{t('alerts:silence.matchAll')}</p>
      <div className="rule-fields">
        <RuleField field="ruleId" label={t('alerts:silence.rule')}>
          {(control) => (
            <select {...control} value={rule} onChange={({ target }) => setRule(target.value)}>
              <option value="">{t('alerts:silence.any')}</option>
              {rules.map(({ ruleId, definition }) => (
                <option key={ruleId} value={ruleId}>
                  {definition.name}
                </option>
              ))}
            </select>
          )}
        </RuleField>
        <RuleField field="stateCode" label={t('alerts:silence.state')}>
          {(control) => (
            <select {...control} value={state} onChange={({ target }) => setState(target.value)}>
              <option value="">{t('alerts:silence.any')}</option>
              <StateOptions />
            </select>
          )}
        </RuleField>
        <RuleField field="severity" label={t('alerts:silence.severity')}>
          {(control) => (
            <select {...control} value={severity} onChange={({ target }) => setSeverity(target.value)}>
              <option value="">{t('alerts:silence.any')}</option>
              {SEVERITIES.map((word) => (
                <option key={word} value={word}>
                  {t(`alerts:severity.${word}`)}
                </option>
              ))}
            </select>
          )}
        </RuleField>
      </div>
      {Object.keys(of).length === 0 ? (
        <p className="quiet">{t('alerts:silence.chooseFirst')}</p>
      ) : (
        <SilenceForm key={made} of={of} onDone={done} />
      )}
    </details>
  );
}
