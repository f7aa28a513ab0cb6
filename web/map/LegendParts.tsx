import type { ReactNode } from 'react';
import { useView } from '../view/ViewProvider.tsx';
import { LAYERS, type LayerName } from '../view/view.ts';

/** A line of the legend that switches its layer. */
export function Switch({ layer, text, children }: { layer: LayerName; text: string; children: ReactNode }) {
  const { view, change } = useView();
  const hidden = view.hiddenLayers;
  return (
    <label className="legend-row">
      <input
        type="checkbox"
        checked={!hidden.includes(layer)}
        onChange={() =>
          change({ hiddenLayers: LAYERS.filter((name) => (name === layer) !== hidden.includes(name)) })
        }
      />
      {children}
      {text}
    </label>
  );
}

/** The mark of a line of the legend. */
export function Swatch({ children }: { children: ReactNode }) {
  return (
    <svg className="swatch" width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
      {children}
    </svg>
  );
}
