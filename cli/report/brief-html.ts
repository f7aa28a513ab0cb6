import { CHART_COLOURS } from '../../domain/charts/colours.ts';
import { escaped, svgText } from '../../domain/charts/svg.ts';
import { cellText } from '../../domain/patterns/figures/cells.ts';
import { type Figure, layerLines } from '../../domain/patterns/figures/figure.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';

export interface BriefSection {
  title: string;
  figures: readonly Figure[];
}

export interface Brief {
  title: string;
  lead: string;
  /** What must be known before any number is believed, one paragraph each. */
  warnings: readonly string[];
  sections: readonly BriefSection[];
}

/** Rows of a table that are printed; the rest is on the page. */
const MOST_ROWS = 12;
const SHORT_ROWS = 20;

/** A briefing as one HTML file that needs nothing else: charts as SVG, two figures a page when printed on A4. */
export function briefHtml({ title, lead, warnings, sections }: Brief, words: FigureWords): string {
  const body = sections
    .map(({ title: name, figures }) => {
      const inside = figures.map((figure) => figureHtml(figure, words)).join('\n');
      return `<section><h2>${escaped(name)}</h2>\n${inside}\n</section>`;
    })
    .join('\n');
  return `<!doctype html>
<html lang="${words.language === 'en' ? 'en' : 'es-MX'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p class="lead">${escaped(lead)}</p>
${warnings.map((text) => `<p class="warning">${escaped(text)}</p>`).join('\n')}
</header>
${body}
</body>
</html>
`;
}

function figureHtml(figure: Figure, words: FigureWords): string {
  const { title, measure, chart, notes, source } = figure;
  const drawn = chart ? svgText(chart, CHART_COLOURS.light, title) : '';
  const texts = [...notes, source, ...layerLines(figure)].map((note) => `<li>${escaped(note)}</li>`).join('');
  return `<figure id="${escaped(figure.id)}">
<div class="whole"><figcaption><h3>${escaped(title)}</h3><p class="measure">${escaped(measure)}</p></figcaption>
${drawn}</div>
${tableHtml(figure, words)}
<ul>${texts}</ul>
</figure>`;
}

function tableHtml({ columns, rows, chart }: Figure, words: FigureWords): string {
  // Bars have their numbers beside them: a table would only say them again.
  const isSaid = chart !== null && columns.length <= 3 && rows.length <= SHORT_ROWS;
  if (rows.length === 0 || isSaid) return '';
  const side = (at: number) => (columns[at]?.kind === 'text' ? '' : ' class="number"');
  const head = columns.map(({ name }, at) => `<th scope="col"${side(at)}>${escaped(name)}</th>`).join('');
  const lines = rows.slice(0, MOST_ROWS).map(({ cells }) => {
    const texts = cells.map(
      (cell, at) => `<td${side(at)}>${escaped(cellText(cell, columns[at]?.kind ?? 'text', words))}</td>`,
    );
    return `<tr>${texts.join('')}</tr>`;
  });
  const more = rows.length - MOST_ROWS;
  const rest =
    more > 0
      ? `<p class="measure">${escaped(words.t('patterns:brief.more', { n: words.number(more) }))}</p>`
      : '';
  return `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>${rest}`;
}

const STYLE = `
@page { size: A4; margin: 16mm 15mm; }
* { box-sizing: border-box; }
body { max-width: 720px; margin: 0 auto; padding: 16px; background: #fff; color: #23221f;
  font: 13px/1.45 'Source Sans 3', 'Segoe UI', Arial, 'Liberation Sans', sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 4px; font-size: 26px; line-height: 1.15; }
h2 { margin: 28px 0 8px; padding-bottom: 4px; border-bottom: 1px solid #8b8475; font-size: 18px; break-after: avoid; }
h3 { margin: 0; font-size: 15px; line-height: 1.3; }
.lead { margin: 0 0 8px; font-size: 15px; }
.warning { margin: 4px 0; padding: 4px 10px; border-left: 3px solid #47325c; background: #f1ecf6; color: #47325c; }
figure { margin: 0 0 24px; }
svg, tr, .whole, figure > ul { break-inside: avoid; }
.whole:not(:has(svg)) { break-after: avoid; }
thead { break-after: avoid; }
figcaption { break-after: avoid; }
.measure { margin: 2px 0 8px; color: #605b51; font-size: 11px; }
svg { display: block; max-width: 100%; height: auto; overflow: visible; }
table { width: 100%; margin-top: 8px; border-collapse: collapse; font-size: 11px; }
th, td { padding: 2px 8px 2px 0; border-bottom: 1px solid #ddd6c8; text-align: left; vertical-align: top; }
.number { text-align: right; }
figure > ul { margin: 6px 0 0; padding: 0; color: #605b51; font-size: 11px; list-style: none; }
@media print { body { padding: 0; } }
`;
