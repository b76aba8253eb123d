import type { ChampionEpisodeEvent, Event } from '#protocol/messages.ts';
import type { Frame, GalleryEvent, Lab } from './lab.ts';
import type { LabParts } from './shown-run.ts';

/** Pictures, which go from the engine to whoever draws them, past the state. */
export interface Feeds
  extends Pick<
    Lab,
    'requestFrame' | 'onFrame' | 'requestGallery' | 'onGallery' | 'championEpisode'
  > {
  /** Hands a picture on; says whether the event was one. */
  take(event: Event): boolean;
}

export function createFeeds({ store, client }: Pick<LabParts, 'store' | 'client'>): Feeds {
  const frames = new Set<(frame: Frame) => void>();
  const galleries = new Set<(gallery: GalleryEvent) => void>();
  let championEpisode: ChampionEpisodeEvent | null = null;
  const add = <T>(listeners: Set<T>, listener: T) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    take(event) {
      if (event.kind !== 'frame' && event.kind !== 'gallery' && event.kind !== 'championEpisode')
        return false;
      if (event.run !== store.getState().run) return true;
      if (event.kind === 'frame') for (const listener of frames) listener(event);
      else if (event.kind === 'gallery') for (const listener of galleries) listener(event);
      else championEpisode = event;
      return true;
    },
    requestFrame: (steps) => client.send({ kind: 'frame', steps }),
    onFrame: (listener) => add(frames, listener),
    requestGallery: (most, steps) => client.send({ kind: 'gallery', most, steps }),
    onGallery: (listener) => add(galleries, listener),
    championEpisode: () => (championEpisode?.run === store.getState().run ? championEpisode : null),
  };
}
