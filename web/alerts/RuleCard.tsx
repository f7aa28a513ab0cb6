import { useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { RuleRow } from '../../api/contract-alerts.ts';
import { useSend } from '../agencies/parts.tsx';
import { sendJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { AlertRefusal } from './AlertRefusal.tsx';
import { SeverityTag } from './SeverityTag.tsx';
import { useRuleWords } from './useRuleWords.ts';

/** A rule in a sentence, with its measures; changed or withdrawn by those who may. */
export function RuleCard({
  rule,
  corridors,
  onEdit,
  onWithdrawn,
}: {
  rule: RuleRow;
  corridors: readonly Corridors['corridors'][number][];
  onEdit: () => void;
  onWithdrawn: () => void;
}) {
  const { t } = useWords();
  const { may } = useSession();
  const wordsOf = useRuleWords(corridors);
  const [asks, setAsks] = useState(false);
  const { send, failure, sending } = useSend(onWithdrawn);
  const { definition, shipped } = rule;
  const { what, where, more } = wordsOf(definition);
  return (
    <>
      <div className="rule-head">
        <h3>{shipped === null ? definition.name : t([`alerts:shipped.${shipped}`, definition.name])}</h3>
        <SeverityTag severity={definition.severity} />
        {shipped !== null && <span className="alert-mark alert-mark-quiet">{t('alerts:rule.shipped')}</span>}
      </div>
      <p>{what}</p>
      <p className="quiet">{[where, ...more].join(' · ')}</p>
      <Measures measures={rule.measures} />
      {may('rules.manage') && (
        <div className="form-actions">
          <button type="button" className="secondary" onClick={onEdit}>
            {t('alerts:rule.change')}
          </button>
          {asks ? (
            <>
              <span>{t('alerts:rule.withdrawAsk')}</span>
              <button
                type="button"
                className="primary"
                disabled={sending}
                onClick={() => void send(() => sendJson('DELETE', `/api/alert-rules/${rule.ruleId}`))}
              >
                {t('alerts:rule.withdrawYes')}
              </button>
              <button type="button" className="secondary" onClick={() => setAsks(false)}>
                {t('alerts:rule.keep')}
              </button>
            </>
          ) : (
            <button type="button" className="secondary" onClick={() => setAsks(true)}>
              {t('alerts:rule.withdraw')}
            </button>
          )}
        </div>
      )}
      <AlertRefusal failure={failure} />
    </>
  );
}

function Measures({ measures }: Pick<RuleRow, 'measures'>) {
  const { t, number, percent, counted } = useWords();
  const { fired, useful, late, precision, acknowledgedAfterMinutes } = measures;
  const judged = useful + measures.false;
  return (
    <dl className="measures">
      <div>
        <dt>{t('alerts:rule.fired')}</dt>
        <dd>{number(fired)}</dd>
      </div>
      <div>
        <dt>{t('alerts:rule.precision')}</dt>
        <dd>
          {precision === null
            ? t('alerts:rule.notJudged')
            : t('alerts:rule.precisionOf', { share: percent(precision), ...counted(judged) })}
        </dd>
      </div>
      <div>
        <dt>{t('alerts:rule.late')}</dt>
        <dd>{number(late)}</dd>
      </div>
      <div>
        <dt>{t('alerts:rule.acknowledgedAfter')}</dt>
        <dd>
          {acknowledgedAfterMinutes === null
            ? t('alerts:rule.neverAcknowledged')
            : t('alerts:rule.minutes', { n: number(Math.max(1, Math.round(acknowledgedAfterMinutes))) })}
        </dd>
      </div>
    </dl>
  );
}
