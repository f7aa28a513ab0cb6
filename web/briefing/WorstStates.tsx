import type { ShownFilter, StateCounts } from '../../api/contract.ts';
import { useWords } from '../format.ts';
import { CountLink } from '../today/CountLink.tsx';
import { filteredLink } from '../today/links.ts';

const SHOWN = 8;

/** The states with most predatory crimes reported. */
export function WorstStates({ states, filter }: { states: StateCounts; filter: ShownFilter }) {
  const { t, percent } = useWords();
  const most = states.states
    .filter(({ crimes }) => crimes > 0)
    .sort((a, b) => b.crimes - a.crimes)
    .slice(0, SHOWN);
  if (most.length === 0) return null;
  return (
    <section>
      <h3>{t('briefing:states.title')}</h3>
      <table className="today-table briefing-table">
        <caption className="hidden">{t('briefing:states.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('briefing:states.state')}</th>
            <th scope="col">{t('briefing:states.crimes')}</th>
            <th scope="col">{t('briefing:states.share')}</th>
          </tr>
        </thead>
        <tbody>
          {most.map(({ code, name, crimes }) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              <td>
                <CountLink
                  count={crimes}
                  href={filteredLink('/', filter, { kind: 'state', id: code })}
                  of={name}
                />
              </td>
              <td>{percent(crimes / Math.max(1, states.crimes))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('briefing:states.note')}</p>
    </section>
  );
}
