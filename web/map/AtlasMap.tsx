import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLiveWindow } from '../timeline/liveWindow.ts';
import type { Camera } from '../view/view.ts';
import { Atlas } from './atlas.ts';
import type { AtlasContent, AtlasEvents } from './atlasContent.ts';
import type { BasemapFeatures } from './basemap.ts';
import { watchDrawn } from './drawn.ts';

interface Props {
  basemap: BasemapFeatures;
  content: AtlasContent;
  camera: Camera | null;
  events: AtlasEvents;
  label: string;
  /** Gives the atlas to whoever has buttons for it, null when it goes. */
  onAtlas: (atlas: Atlas | null) => void;
}

/** The map as a component: creates the atlas once and hands it every change. */
export function AtlasMap({ basemap, content, camera, events, label, onAtlas }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const first = useRef({ content, camera });
  const newestEvents = useRef(events);
  useLayoutEffect(() => {
    newestEvents.current = events;
  });

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let live = true;
    // Names are drawn on a canvas, which does not wait for fonts: without this the first ones are in another face.
    const faces = ['400 16px "Atlas"', '500 16px "Atlas Medium"', 'italic 400 16px "Atlas Italic"'];
    const fontsReady = Promise.all(faces.map((face) => document.fonts.load(face, 'áñA')));
    const create = () => {
      if (!live) return;
      const created = new Atlas(element, basemap, first.current.content, first.current.camera, {
        moved: (...args) => newestEvents.current.moved(...args),
        zoomed: (...args) => newestEvents.current.zoomed(...args),
        painted: () => newestEvents.current.painted(),
        rested: (...args) => newestEvents.current.rested(...args),
        hovered: (...args) => newestEvents.current.hovered(...args),
        picked: (...args) => newestEvents.current.picked(...args),
      });
      atlas.current = created;
      watchDrawn(element, created);
      onAtlas(created);
    };
    void fontsReady.then(create, create);
    return () => {
      live = false;
      atlas.current?.destroy();
      atlas.current = null;
      onAtlas(null);
    };
  }, [basemap, onAtlas]);

  useEffect(() => {
    first.current.content = content;
    atlas.current?.show(content);
  }, [content]);
  const live = useLiveWindow();
  useEffect(() => live.subscribe(() => atlas.current?.showWindow(live.get())), [live]);
  useEffect(() => {
    first.current.camera = camera;
    atlas.current?.goTo(camera);
  }, [camera]);
  useEffect(() => {
    atlas.current?.map.getCanvas().setAttribute('aria-label', label);
  });

  return <div ref={container} className="atlas" data-testid="atlas" />;
}
