import { AUDIT_ACTIONS, AUDIT_AREAS, actionsOf } from '../../domain/audit/actions.ts';
import { useWords } from '../format.ts';
import type { AuditQuery } from './auditView.ts';

/** Period, kind of act and who. */
export function AuditFilters({
  filters,
  onChange,
}: {
  filters: AuditQuery;
  /** `replace` while somebody types. */
  onChange: (next: AuditQuery, how?: 'push' | 'replace') => void;
}) {
  const { t } = useWords();
  const set = (change: Partial<AuditQuery>) => onChange({ ...filters, ...change });
  const area = AUDIT_AREAS.find((one) => one === filters.area);
  return (
    <form className="audit-filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        {t('audit:page.from')}
        <input type="date" value={filters.from} onChange={(event) => set({ from: event.target.value })} />
      </label>
      <label>
        {t('audit:page.to')}
        <input type="date" value={filters.to} onChange={(event) => set({ to: event.target.value })} />
      </label>
      <label>
        {t('audit:page.area')}
        <select value={filters.area} onChange={(event) => set({ area: event.target.value, action: '' })}>
          <option value="">{t('audit:page.any')}</option>
          {AUDIT_AREAS.map((one) => (
            <option key={one} value={one}>
              {t(`audit:area.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('audit:page.action')}
        <select value={filters.action} onChange={(event) => set({ action: event.target.value })}>
          <option value="">{t('audit:page.any')}</option>
          {(area ? actionsOf(area) : AUDIT_ACTIONS).map((one) => (
            <option key={one} value={one}>
              {t(`audit:action.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('audit:page.actor')}
        <input
          type="search"
          value={filters.actor}
          onChange={(event) => onChange({ ...filters, actor: event.target.value }, 'replace')}
        />
      </label>
    </form>
  );
}
