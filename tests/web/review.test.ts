import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenMerges } from '../../api/contract-review.ts';
import { sameField } from '../../web/review/mergeFields.ts';
import { parseReviewView, REVIEW_TABS, reviewViewToHash } from '../../web/review/useReviewView.ts';

type SideReport = OpenMerges['items'][number]['sides'][number]['reports'][number];

describe('a link to the review', () => {
  it('restores tab, filter and page, whatever the filter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REVIEW_TABS),
        fc.string({ unit: 'grapheme' }),
        fc.nat(999_999),
        (tab, filter, offset) => {
          expect(parseReviewView(reviewViewToHash({ tab, filter, offset }))).toEqual({ tab, filter, offset });
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  }, 30_000);

  it('is none where the address speaks of something else', () => {
    expect([parseReviewView(''), parseReviewView('#content'), parseReviewView('#tab=users')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('two reports side by side', () => {
  const report = {
    kind: 'crime',
    crimes: ['robbery', 'assault'],
    perpetrators: ['unknown'],
    firstDay: '2018-01-02',
    lastDay: '2018-01-02',
    placeText: 'Ixtepec,  Oaxaca',
    stateCode: '20',
    victims: null,
    countries: [],
    placeType: 'train',
    organisation: null,
  } as unknown as SideReport;

  it.each([
    ['crimes', { crimes: ['assault', 'robbery'] }, 'same'],
    ['crimes', { crimes: ['robbery'] }, 'differs'],
    ['perpetrators', { perpetrators: ['gang'] }, 'unknown'],
    ['place', { placeText: 'IXTEPEC, oaxaca' }, 'same'],
    ['date', { lastDay: '2018-01-03' }, 'differs'],
    ['victims', { victims: 3 }, 'unknown'],
    ['state', { stateCode: '07' }, 'differs'],
    ['summary', { summary: 'x' }, 'unknown'],
  ] as const)('%s %j: %s', (field, other, likeness) => {
    expect(sameField(field, report, { ...report, ...other } as unknown as SideReport)).toBe(likeness);
  });
});
