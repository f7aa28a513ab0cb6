import { type ReactNode, useRef } from 'react';
import { useWords } from '../format.ts';
import { activeFilterCount } from '../view/view.ts';
import { Chips } from './Chips.tsx';
import { CrimeField, KindField, PeriodField, PerpetratorField } from './FilterFields.tsx';
import { Menu } from './Menu.tsx';
import { useFilter } from './useFilter.ts';

/** First day of the data and the product's as-of day, YYYY-MM-DD. */
export interface DateLimits {
  first: string | null;
  asOf: string | null;
}

/**
 * The one filter bar: menus on a wide screen, one button and a sheet on a phone, chips on both.
 *
 * @param props.children at its end: search, undo and what is taken along
 */
export function FilterBar({ limits, children }: { limits: DateLimits; children?: ReactNode }) {
  const { t } = useWords();
  const access = useFilter();
  const sheet = useRef<HTMLDialogElement>(null);
  const { filter } = access;
  const active = activeFilterCount(filter);
  return (
    <search className="filter-bar" aria-label={t('filter.title')}>
      <div className="filter-menus">
        <KindField {...access} />
        <Menu label={t('filter.crimes')} active={filter.crime?.length ?? 0}>
          <CrimeField {...access} />
        </Menu>
        <Menu label={t('filter.perpetrators')} active={filter.perpetrator?.length ?? 0}>
          <PerpetratorField {...access} />
        </Menu>
        <Menu label={t('filter.period')} active={(filter.from ? 1 : 0) + (filter.to ? 1 : 0)}>
          <PeriodField {...access} limits={limits} />
        </Menu>
      </div>
      <button type="button" className="filter-open" onClick={() => sheet.current?.showModal()}>
        {t('filter.title')}
        {active > 0 && <span className="badge">{active}</span>}
      </button>
      <Chips {...access} productAsOf={limits.asOf} />
      {children}
      <dialog ref={sheet} className="sheet" aria-label={t('filter.title')}>
        <div className="sheet-head">
          <h2>{t('filter.title')}</h2>
          <button type="button" className="link" onClick={access.clear}>
            {t('filter.clear')}
          </button>
        </div>
        <div className="sheet-body">
          <KindField {...access} />
          <CrimeField {...access} />
          <PerpetratorField {...access} />
          <PeriodField {...access} limits={limits} />
        </div>
        <button type="button" className="primary" onClick={() => sheet.current?.close()}>
          {t('filter.done')}
        </button>
      </dialog>
    </search>
  );
}
