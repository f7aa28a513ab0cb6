import type { Catalogue } from '../../domain/plurals.ts';

/** The catalogues of this language that the page speaks from, by file. */
export default import.meta.glob<Catalogue>(
  ['../../domain/locales/en/*.json', '!../../domain/locales/en/{cli,stats}.json'],
  { eager: true, import: 'default' },
);
