import { useMemo } from 'react';
import type { ShownFilter } from '../../api/contract.ts';
import { useView } from '../view/ViewProvider.tsx';

export interface FilterAccess {
  filter: ShownFilter;
  /** Changes parts of the filter; an undefined or empty part means: all. */
  set: (patch: { [K in keyof ShownFilter]?: ShownFilter[K] | undefined }) => void;
  /** Takes every filter away and keeps the as-of day. */
  clear: () => void;
}

/** The filter of the view and how to change it. */
export function useFilter(): FilterAccess {
  const { view, change } = useView();
  const { filter } = view;
  return useMemo(
    () => ({
      filter,
      set: (patch) => change({ filter: withoutEmpty({ ...filter, ...patch }) }),
      clear: () => change({ filter: withoutEmpty({ asOf: filter.asOf }) }),
    }),
    [filter, change],
  );
}

function withoutEmpty(filter: { [K in keyof ShownFilter]?: ShownFilter[K] | undefined }): ShownFilter {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value.length > 0);
  return Object.fromEntries(kept) as ShownFilter;
}
