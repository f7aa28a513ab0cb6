import { create } from 'xmlbuilder2';
import { type AlertArea, circleRing, closedPairs } from './area.ts';
import { oneLine } from './clean-text.ts';

/** A feed of Atom (RFC 4287) with places in GeoRSS Simple (OGC 17-002). */
export interface AtomFeed {
  /** A URI that stays. */
  id: string;
  title: string;
  author: string;
  selfUrl: string;
  pageUrl: string;
  language: 'es' | 'en';
  updated: Date;
  entries: readonly AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  updated: Date;
  /** Plain text. */
  summary: string;
  pageUrl: string;
  /** Of the same announcement as CAP; null where there is none. */
  capUrl: string | null;
  area: AlertArea | null;
}

const ATOM = 'http://www.w3.org/2005/Atom';
const GEORSS = 'http://www.georss.org/georss';

/** Writes a feed as XML. Control characters of texts become blanks. */
export function atomXml(feed: AtomFeed): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(ATOM, 'feed', {
    'xml:lang': feed.language === 'es' ? 'es-MX' : 'en',
  });
  root.att('http://www.w3.org/2000/xmlns/', 'xmlns:georss', GEORSS);
  root.ele(ATOM, 'id').txt(feed.id);
  root.ele(ATOM, 'title').txt(oneLine(feed.title));
  root.ele(ATOM, 'updated').txt(feed.updated.toISOString());
  root.ele(ATOM, 'author').ele(ATOM, 'name').txt(oneLine(feed.author));
  root.ele(ATOM, 'link', { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl });
  root.ele(ATOM, 'link', { rel: 'alternate', type: 'text/html', href: feed.pageUrl });
  for (const entry of feed.entries) {
    const element = root.ele(ATOM, 'entry');
    element.ele(ATOM, 'id').txt(entry.id);
    element.ele(ATOM, 'title').txt(oneLine(entry.title));
    element.ele(ATOM, 'updated').txt(entry.updated.toISOString());
    element.ele(ATOM, 'summary', { type: 'text' }).txt(oneLine(entry.summary));
    element.ele(ATOM, 'link', { rel: 'alternate', type: 'text/html', href: entry.pageUrl });
    if (entry.capUrl !== null)
      element.ele(ATOM, 'link', { rel: 'related', type: 'application/cap+xml', href: entry.capUrl });
    const { rings = [], circle = null } = entry.area ?? {};
    for (const ring of circle ? [...rings, circleRing(circle)] : rings)
      element.ele(GEORSS, 'georss:polygon').txt(closedPairs(ring, ' '));
  }
  return root.end({ prettyPrint: true });
}
