import type { RuleRow } from '../../api/contract-alerts.ts';
import { loadCorridors } from '../data/corridors.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LinesFailed } from '../panel/LinesFailed.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { NEW_RULE, useAlertsView } from './alertsView.ts';
import { RuleCard } from './RuleCard.tsx';
import { RuleForm } from './RuleForm.tsx';

const NONE: readonly [] = [];

const load = (path: string, signal: AbortSignal) => getJson<{ rules: RuleRow[] }>(path, signal);

/** The rules with what people made of their alerts, or the one that is being written. */
export function Rules() {
  const { t, counted } = useWords();
  const { may } = useSession();
  const { view, change } = useAlertsView();
  const loaded = useLoaded('/api/alert-rules', load);
  const { value, retry } = loaded;
  const rules = value?.rules ?? [];
  const onTrack = rules.some(({ definition: { place } }) => ['stretch', 'corridor'].includes(place.kind));
  const lines = useLoaded(onTrack ? '/api/corridors' : null, loadCorridors);
  const corridors = lines.value?.corridors ?? NONE;
  const close = () => change({ ruleId: null });
  const changed = () => {
    retry();
    close();
  };
  const chosen = rules.find(({ ruleId }) => ruleId === view.ruleId) ?? null;
  if (view.ruleId !== null && may('rules.manage') && (view.ruleId === NEW_RULE || value)) {
    if (view.ruleId !== NEW_RULE && chosen === null) {
      return (
        <Empty text={t('alerts:rule.gone')}>
          <button type="button" className="secondary" onClick={close}>
            {t('alerts:rule.back')}
          </button>
        </Empty>
      );
    }
    return <RuleForm key={view.ruleId} rule={chosen} onDone={changed} onBack={close} />;
  }
  return (
    <section className="rules">
      <p className="prose">{t('alerts:rule.lead')}</p>
      {may('rules.manage') && (
        <button type="button" className="primary" onClick={() => change({ ruleId: NEW_RULE })}>
          {t('alerts:rule.new')}
        </button>
      )}
      <LoadState loaded={loaded} />
      <LinesFailed loaded={lines} />
      {value && (
        <p className="quiet">
          {rules.length === 0 ? t('alerts:rule.none') : t('alerts:rule.count', counted(rules.length))}
        </p>
      )}
      <ul className="cards">
        {rules.map((rule) => (
          <li key={rule.ruleId}>
            <RuleCard
              rule={rule}
              corridors={corridors}
              onEdit={() => change({ ruleId: rule.ruleId })}
              onWithdrawn={retry}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
