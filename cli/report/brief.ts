import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { readFactSheet } from '../../api/fact-sheet.ts';
import { patternColumns } from '../../api/pattern-columns.ts';
import { landBorders } from '../../api/pattern-reference.ts';
import { readNetwork } from '../../data/corridors.ts';
import { readCoverage } from '../../data/coverage.ts';
import type { Queryable } from '../../data/database.ts';
import { ORIGIN_THRESHOLD } from '../../data/pattern-profiles.ts';
import { readPatternRows } from '../../data/pattern-rows.ts';
import { referenceText } from '../../data/reference-load.ts';
import { productDate, readStatus } from '../../data/status.ts';
import { LEAST_DISCLOSURE } from '../../domain/access/disclosure.ts';
import { rewound } from '../../domain/charts/rewind.ts';
import type { StateShapes } from '../../domain/charts/state-map.ts';
import { stateCoverage } from '../../domain/coverage/state-coverage.ts';
import { dayNumber } from '../../domain/days.ts';
import { brush } from '../../domain/patterns/brush.ts';
import { patternCube } from '../../domain/patterns/cube.ts';
import { REPORT_ASSUMPTIONS } from '../../domain/patterns/earnings.ts';
import { apprehensionsFigure, printedFigure } from '../../domain/patterns/figures/apprehensions.ts';
import { BORDER_SIDES, borderMapFigure } from '../../domain/patterns/figures/border-map.ts';
import { displacementFigure, multiplesFigure } from '../../domain/patterns/figures/change.ts';
import {
  dayPartsFigure,
  leavingFigure,
  vulnerabilityFigure,
} from '../../domain/patterns/figures/circumstances.ts';
import { compareFigure } from '../../domain/patterns/figures/comparison.ts';
import { type FigureContext, spanOf } from '../../domain/patterns/figures/figure.ts';
import { outcomesFigure, reportingFigure } from '../../domain/patterns/figures/follow-up.ts';
import { earningsFigure, sensitivityFigure } from '../../domain/patterns/figures/model.ts';
import { dimensionFigure, monthsFigure, statesFigure } from '../../domain/patterns/figures/overview.ts';
import { originsFigure, victimsFigure } from '../../domain/patterns/figures/people.ts';
import { railFigure, waysFigure } from '../../domain/patterns/figures/places.ts';
import { crosstabFigure, highImpactFigure, topFiveFigure } from '../../domain/patterns/figures/tables.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { STATES } from '../../domain/states.ts';
import type { Brief, BriefSection } from './brief-html.ts';
import { type BriefPeriod, isClosedYear } from './period.ts';

const WIDTH = 690;
/** Of a map: so that it stands on the first page, below the warnings. */
const MAP_WIDTH = 480;
/** The southern border is as high as it is long. */
const BORDER_WIDTHS = { north: WIDTH, south: MAP_WIDTH } as const;
const YEAR_DAYS = 365;
const HOUR_MS = 3_600_000;

/** Figures that tell of persons: who they were, and why they left. */
const PERSON_FIGURES = [originsFigure, victimsFigure, leavingFigure, vulnerabilityFigure];

export type BriefMade =
  | { ok: true; brief: Brief; incidents: number }
  | { ok: false; first: string | null; last: string };

/**
 * The figures of the page of patterns for one period: predatory crimes by their principal crime, hazards apart. A
 * briefing is read by who sees counts and no incidents, so it tells no more than they are told: without fresh incidents,
 * and of persons only whole years, once they are closed.
 * @param now decides the product date and, with the delay, what is held back
 */
export async function makeBrief(
  db: Queryable,
  period: BriefPeriod,
  words: FigureWords,
  now: Date,
  delayHours: number,
): Promise<BriefMade> {
  const status = await readStatus(db);
  const asOf = productDate(status, now.toISOString().slice(0, 10));
  const until = delayHours > 0 ? new Date(now.getTime() - delayHours * HOUR_MS).toISOString() : null;
  const { network } = await readNetwork(db);
  const everything = { asOf, disclosure: { ...LEAST_DISCLOSURE, until } };
  const columns = patternColumns(await readPatternRows(db, everything), network, landBorders());
  const cube = patternCube(columns, { group: 'predatory', counting: 'principal' });
  const [to = asOf] = [period.to, asOf].sort();
  const selection = { from: period.from, to };
  const brushed = brush(cube, selection);
  if (brushed.total === 0 || period.from > to) return { ok: false, first: status.firstDay, last: asOf };
  const context: FigureContext = {
    cube,
    brushed,
    selection,
    facts: await readFactSheet(db, network, { ...everything, ...selection }),
    words,
    shapes: stateShapes(),
    borders: landBorders(),
    noData: await silentStates(db, selection, until),
    span: spanOf(cube, asOf),
    showsMeasures: true,
    width: WIDTH,
  };
  const { t } = words;
  const tellsPersons = isClosedYear(period, asOf);
  const periodWords = t('patterns:period', { from: words.date(period.from), to: words.date(to) });
  const brief: Brief = {
    title: t('patterns:brief.title', { period: periodWords }),
    lead: t('patterns:brief.lead', { asOf: words.date(asOf), n: words.number(brushed.total) }),
    warnings: [
      syntheticWarning(context),
      t('patterns:brief.purpose'),
      t('patterns:brief.noOfficials'),
      until === null ? '' : t('patterns:brief.delayed', { hours: words.number(delayHours) }),
      t('patterns:brief.small'),
      ...(tellsPersons ? [] : [t('patterns:brief.noPersons')]),
    ].filter((text) => text !== ''),
    sections: [...sectionsOf(context, tellsPersons), ...hazardSection(context, columns)],
  };
  return { ok: true, brief, incidents: brushed.total };
}

function sectionsOf(context: FigureContext, tellsPersons: boolean): BriefSection[] {
  const { words, facts, selection, span } = context;
  const name = (id: string) => words.t(`patterns:section.${id}`);
  const before = yearBefore(selection);
  const side = ({ from, to }: BriefPeriod) => ({
    name: words.t('patterns:days', { from: words.date(from), to: words.date(to) }),
    selection: { from, to },
  });
  const measure =
    facts.measures.filter(({ day }) => day > span.from && day <= span.to).at(-1) ?? facts.measures[0];
  return [
    {
      title: name('where'),
      figures: [
        statesFigure({ ...context, width: MAP_WIDTH }),
        monthsFigure(context),
        dimensionFigure(context, 'crime'),
      ],
    },
    {
      title: name('who'),
      figures: [
        ...(['perpetrator', 'place', 'known'] as const).map((dimension) =>
          dimensionFigure(context, dimension),
        ),
        crosstabFigure(context, ['perpetrator', 'crime']),
        multiplesFigure(context),
      ],
    },
    {
      title: name('five'),
      figures: [
        highImpactFigure(context),
        topFiveFigure(context, 'perpetrator'),
        topFiveFigure(context, 'place'),
      ],
    },
    {
      title: name('near'),
      figures: [
        ...BORDER_SIDES.map((side) =>
          borderMapFigure({ ...context, width: BORDER_WIDTHS[side] }, side, ORIGIN_THRESHOLD),
        ),
        dimensionFigure(context, 'border'),
        railFigure(context),
        waysFigure(context),
        dayPartsFigure(context),
      ],
    },
    ...(measure
      ? [
          {
            title: name('change'),
            figures: [
              displacementFigure(context, {
                day: measure.day,
                name: words.language === 'en' ? measure.nameEn : measure.nameEs,
                days: YEAR_DAYS,
              }),
            ],
          },
        ]
      : []),
    ...(before
      ? [
          {
            title: name('compare'),
            figures: [compareFigure(context, side(before), side(selection as BriefPeriod))],
          },
        ]
      : []),
    {
      title: name('model'),
      figures: [
        earningsFigure(REPORT_ASSUMPTIONS, words, WIDTH),
        sensitivityFigure(REPORT_ASSUMPTIONS, words, WIDTH),
      ],
    },
    {
      title: name('people'),
      figures: [
        ...(tellsPersons ? PERSON_FIGURES : []),
        outcomesFigure,
        reportingFigure,
        printedFigure,
        apprehensionsFigure,
      ].map((make) => make(context)),
    },
  ];
}

/** The same days a year earlier, so that seasons don't speak; the last of February for a day that only leap years have. */
function yearBefore({
  from,
  to,
}: {
  from?: string | undefined;
  to?: string | undefined;
}): BriefPeriod | null {
  if (from === undefined || to === undefined) return null;
  const before = (day: string) =>
    `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28');
  return { from: before(from), to: before(to) };
}

function hazardSection(context: FigureContext, columns: Parameters<typeof patternCube>[0]): BriefSection[] {
  const cube = patternCube(columns, { group: 'hazard', counting: 'principal' });
  const hazards = { ...context, cube, brushed: brush(cube, context.selection) };
  if (hazards.brushed.total === 0) return [];
  return [
    {
      title: context.words.t('patterns:brief.hazard'),
      figures: [statesFigure(hazards), dimensionFigure(hazards, 'crime')],
    },
  ];
}

function syntheticWarning({ cube, words }: FigureContext): string {
  if (cube.synthetic === 0) return '';
  if (cube.synthetic === cube.length) return words.t('patterns:brief.synthetic');
  return words.t('patterns:brief.partlySynthetic', { n: words.number(cube.synthetic) });
}

function stateShapes(): StateShapes {
  const topology = JSON.parse(referenceText('states.topo.json')) as Topology;
  return rewound(feature(topology, topology.objects.states as GeometryCollection) as StateShapes);
}

async function silentStates(
  db: Queryable,
  { from, to }: BriefPeriod,
  until: string | null,
): Promise<Set<string>> {
  const { sources } = await readCoverage(db, until);
  const days = { from: dayNumber(from), to: dayNumber(to) };
  return new Set(
    STATES.filter(({ code }) => stateCoverage(code, sources, days).isWithoutData).map(({ code }) => code),
  );
}
