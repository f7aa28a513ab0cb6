import type { Selection } from '../../domain/patterns/brush.ts';
import type { Lens } from '../../domain/patterns/lens.ts';
import { type ClosedReason, openingOf } from '../../domain/patterns/opening.ts';
import { filteredLink } from '../today/links.ts';

/** Where the map shows the incidents that a selection counts; or why it can't. */
export function openedLink(selection: Selection, lens: Lens): { href: string } | { reason: ClosedReason } {
  const opening = openingOf(selection, lens);
  if (!opening.isOpen) return { reason: opening.reason };
  const { filter, stateCode } = opening;
  const scope = stateCode === null ? null : { kind: 'state' as const, id: stateCode };
  return { href: filteredLink('/', filter, scope) };
}
