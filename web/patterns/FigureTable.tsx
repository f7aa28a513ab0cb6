import { useState } from 'react';
import type { Selection } from '../../domain/patterns/brush.ts';
import { cellText } from '../../domain/patterns/figures/cells.ts';
import type { Figure } from '../../domain/patterns/figures/figure.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import type { Lens } from '../../domain/patterns/lens.ts';
import { useSession } from '../session.ts';
import { LayerTable, TableHead } from './FigureLayer.tsx';
import { openedLink } from './openedLink.ts';

/** Rows shown before one asks for the rest. */
const TOP = 40;

/** The same numbers as a table; each count of incidents opens them on the map, or it is said why it can't. */
export function FigureTable({
  figure,
  lens,
  words,
  labelledBy,
  onPick,
}: {
  figure: Figure;
  lens: Lens;
  words: FigureWords;
  labelledBy: string;
  onPick: ((pick: string) => void) | undefined;
}) {
  const { t } = words;
  const { may } = useSession();
  const [open, setOpen] = useState(figure.chart === null);
  const [all, setAll] = useState(false);
  const rows = all ? figure.rows : figure.rows.slice(0, TOP);
  const links = open && may('incidents.read') ? linksOf(figure, rows.length, lens) : null;
  return (
    <details className="figure-table" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-describedby={labelledBy}>{t('patterns:page.table')}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <section className="figure-scroll" tabIndex={0} aria-labelledby={labelledBy}>
          <table>
            <TableHead columns={figure.columns} />
            <tbody>
              {rows.map(({ cells, pick, isChosen }, row) => (
                <tr
                  key={`${pick ?? ''} ${cells.join(' ')}`}
                  aria-selected={isChosen ? true : undefined}
                  className={isChosen ? 'is-chosen' : undefined}
                >
                  {cells.map((cell, at) => {
                    const column = figure.columns[at];
                    if (!column) return null;
                    const text = cellText(cell, column.kind, words);
                    const isButton = at === 0 && pick !== undefined && onPick !== undefined;
                    const href = links?.hrefs.get(`${row} ${at}`);
                    return (
                      <td key={column.name} className={column.kind === 'text' ? undefined : 'number'}>
                        {isButton ? (
                          <button
                            type="button"
                            className="link"
                            aria-pressed={isChosen ?? false}
                            onClick={() => onPick(pick)}
                          >
                            {text}
                          </button>
                        ) : href ? (
                          <a className="link" href={href} aria-label={t('patterns:open.count', { n: text })}>
                            {text}
                          </a>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length < figure.rows.length && (
            <button type="button" className="link" onClick={() => setAll(true)}>
              {t('patterns:page.showAll', { n: words.number(figure.rows.length) })}
            </button>
          )}
          {links && <Openings links={links} words={words} />}
          {figure.layer?.isShown && <LayerTable layer={figure.layer} words={words} />}
        </section>
      )}
    </details>
  );
}

type Links = ReturnType<typeof linksOf>;

/** What the numbers open, and why some don't. */
function Openings({ links: { hrefs, reasons }, words: { t } }: { links: Links; words: FigureWords }) {
  return (
    <>
      {hrefs.size > 0 && <p className="quiet">{t('patterns:open.how')}</p>}
      {reasons.map((reason) => (
        <p key={reason} className="quiet">
          {t(`patterns:open.${hrefs.size > 0 ? 'some' : 'none'}`, { why: t(`patterns:closed.${reason}`) })}
        </p>
      ))}
    </>
  );
}

/** Links of a figure's cells by `row column`, and the reasons of the numbers without one. */
function linksOf({ rows, opens, closed }: Figure, shown: number, lens: Lens) {
  const hrefs = new Map<string, string>();
  const reasons = new Set(closed ? [closed] : []);
  rows.slice(0, shown).forEach(({ cells }, row) => {
    cells.forEach((cell, at) => {
      const selection: Selection | null | undefined =
        typeof cell === 'number' && cell > 0 ? opens?.(row, at) : null;
      if (!selection) return;
      const link = openedLink(selection, lens);
      if ('href' in link) hrefs.set(`${row} ${at}`, link.href);
      else reasons.add(link.reason);
    });
  });
  return { hrefs, reasons: [...reasons] };
}
