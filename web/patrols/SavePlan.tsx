import { useState } from 'react';
import type { PatrolPlan, PatrolPlanAnswer } from '../../api/contract-patrols.ts';
import { postByJob } from '../data/byJob.ts';
import { useWords } from '../format.ts';
import { usePatrolsView } from './patrolsView.ts';

/** A plan is kept by a name; then it can be printed, exported and set beside others. */
export function SavePlan({ plan }: { plan: PatrolPlan }) {
  const { t } = useWords();
  const { change } = usePatrolsView();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    const trimmed = name.trim();
    if (trimmed === '') return setProblem(t('patrols:save.noName'));
    setProblem(null);
    setSaving(true);
    const body = { request: plan.request, method: plan.method, name: trimmed };
    const answer = await postByJob<PatrolPlanAnswer>(
      '/api/patrol-plans',
      body,
      new AbortController().signal,
      () => {},
    );
    setSaving(false);
    if (!answer.ok) return setProblem(t(`error.${answer.failure.reason}`));
    if (answer.value.status === 'answered' && answer.value.saved) {
      change({ section: 'saved', planId: answer.value.saved.planId });
    } else setProblem(t('error.server'));
  };
  return (
    <form
      className="patrol-save"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label>
        {t('patrols:save.name')}
        <input
          value={name}
          maxLength={120}
          placeholder={t('patrols:save.example')}
          aria-invalid={problem !== null || undefined}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="secondary" disabled={isSaving}>
        {t('patrols:save.save')}
      </button>
      {problem && (
        <p className="patrol-fault" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
