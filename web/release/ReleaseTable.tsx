import type { ReleaseAnswer, ReleaseCell } from '../../api/contract-release.ts';
import { STATES } from '../../domain/states.ts';
import { useWords } from '../format.ts';

const NAMES = new Map(STATES.map(({ code, name }) => [code, name]));

/** Months from left to right; a row for the country and each state, and for stretches with any released figure. */
export function ReleaseTable({ release, caption }: { release: ReleaseAnswer; caption: string }) {
  const { t, number } = useWords();
  const months = release.months.map(({ month }) => month);
  const withdrawn = release.months.flatMap((one) => (one.withdrawn ? [one.month] : []));
  const rows = rowsOf(release.cells);
  const ends = new Map(
    release.stretches.map((one) => [one.id, `${one.fromStation} - ${one.toStation} (${one.corridorName})`]),
  );
  const nameOf = ({ kind, place }: Row) =>
    kind === 'nation' ? t('release:nation') : ((kind === 'state' ? NAMES : ends).get(place) ?? place);
  const told = rows.filter(({ total, kind }) => total > 0 || kind === 'nation');
  const untold = rows.filter(({ total, kind }) => total === 0 && kind === 'state');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className="table-scroll" aria-label={caption} tabIndex={0}>
        <table className="release-table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('release:table.place')}</th>
              {months.map((month) => (
                <th key={month} scope="col" className="num">
                  {month}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((row) => (
              <tr key={`${row.kind} ${row.place}`} className={`is-${row.kind}`}>
                <th scope="row">{nameOf(row)}</th>
                {months.map((month) => {
                  const cell = row.cells.get(month);
                  const words =
                    cell && cell.count === null && t(`release:status.${cell.status}`, { k: release.k });
                  return (
                    <td
                      key={month}
                      className={cell?.count == null ? 'num quiet' : 'num'}
                      title={words || undefined}
                    >
                      {cell?.count != null
                        ? number(cell.count)
                        : cell?.status === 'no-data'
                          ? t('release:short.no-data')
                          : t('release:short.withheld')}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="quiet">{t('release:table.key', { k: release.k })}</p>
      {untold.length > 0 && (
        <p className="quiet">{t('release:table.onlyPublished', { names: untold.map(nameOf).join(', ') })}</p>
      )}
      {release.stretches.length === 0 && <p className="quiet">{t('release:table.noStretch')}</p>}
      {withdrawn.length > 0 && <p>{t('release:withdrawn', { months: withdrawn.join(', ') })}</p>}
    </>
  );
}

interface Row extends Pick<ReleaseCell, 'kind' | 'place'> {
  cells: Map<string, ReleaseCell>;
  total: number;
}

/** The country, then states, then stretches, those with most first. */
function rowsOf(cells: readonly ReleaseCell[]): Row[] {
  const rows = new Map<string, Row>();
  for (const cell of cells) {
    const key = `${cell.kind} ${cell.place}`;
    const row = rows.get(key) ?? { kind: cell.kind, place: cell.place, cells: new Map(), total: 0 };
    rows.set(key, row);
    row.cells.set(cell.month, cell);
    row.total += cell.count ?? 0;
  }
  const rank = { nation: 0, state: 1, stretch: 2 };
  return [...rows.values()].sort((a, b) => rank[a.kind] - rank[b.kind] || b.total - a.total);
}
