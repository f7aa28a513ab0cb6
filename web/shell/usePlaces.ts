import { PAGES, type PageId, PLACES } from '../../domain/pages.ts';
import { useSession } from '../session.ts';
import { useAddress } from '../view/address.ts';
import { carriedTo } from '../view/carried.ts';

export interface OpenPage {
  id: PageId;
  path: string;
  /** Its address with the filter, the period and the language that are in force here, as far as it knows them. */
  href: string;
}

export interface OpenPlace {
  id: (typeof PLACES)[number]['id'];
  isMenu: boolean;
  /** Those that the reader may open, at least one. */
  pages: OpenPage[];
  /** Whether the address is one of them. */
  isHere: boolean;
}

/** The places that the reader may open, with their pages. */
export function usePlaces(): OpenPlace[] {
  const { may } = useSession();
  const here = window.location.pathname;
  const address = useAddress();
  return PLACES.map(({ id, isMenu, pages }) => {
    const inOrder: readonly string[] = pages;
    const open = PAGES.filter((page) => inOrder.includes(page.id) && may(page.required))
      .sort((a, b) => inOrder.indexOf(a.id) - inOrder.indexOf(b.id))
      .map((page) => ({ ...page, href: carriedTo(page.path, { path: here, address }) }));
    return { id, isMenu, pages: open, isHere: open.some(({ path }) => path === here) };
  }).filter(({ pages }) => pages.length > 0);
}
