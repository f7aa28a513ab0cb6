import './patterns.css';
import { type CSSProperties, useMemo } from 'react';
import { CHART_COLOURS } from '../../domain/charts/colours.ts';
import { figureWords } from '../../domain/patterns/figures/words.ts';
import { FactLoader } from '../facts/FactLoader.tsx';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { useShownTheme } from '../theme.ts';
import { Board } from './Board.tsx';
import { UnreadAddress } from './UnreadAddress.tsx';
import { usePatternData } from './usePatternData.ts';
import { usePatternView } from './usePatternView.ts';

/** Who does what where: every figure of the source report, linked, for analysts. */
export default function PatternsPage() {
  const { t, language } = useWords();
  const theme = useShownTheme();
  const access = usePatternView();
  const data = usePatternData(access.view.selection);
  const words = useMemo(
    () => figureWords((key, values) => t(key, { ...values }), language === 'en' ? 'en' : 'es'),
    [t, language],
  );
  const colours = Object.fromEntries(
    Object.entries(CHART_COLOURS[theme]).map(([name, value]) => [`--chart-${name}`, value]),
  );
  const { columns, facts, shapes, borders, asOf } = data;
  return (
    <PageShell title={t('patterns:title')} hasOwnSteps>
      <div className="patterns" style={colours as CSSProperties}>
        <p className="prose">{t('patterns:intro')}</p>
        <FactLoader />
        <UnreadAddress parts={access.unread} words={words} onClose={access.dismissUnread} />
        <LoadState
          loaded={data.standing}
          text={t('patterns:page.loading')}
          isWaiting={data.standing.value === null}
        />
        {columns && facts && shapes && borders && asOf && (
          <Board
            columns={columns}
            facts={facts}
            shapes={shapes}
            borders={borders}
            noData={data.noData}
            asOf={asOf}
            access={access}
            words={words}
          />
        )}
      </div>
    </PageShell>
  );
}
