import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '#protocol/client.ts';
import type { ChampionEpisodeEvent, Event } from '#protocol/messages.ts';
import type { LabState } from './lab-state.ts';

type Frame = Extract<Event, { kind: 'frame' }>;
type GalleryEvent = Extract<Event, { kind: 'gallery' }>;

/** Pictures, which go from the engine to whoever draws them, past the state. */
export interface Pictures {
  requestFrame(steps: number): void;
  onFrame(listener: (frame: Frame) => void): () => void;
  /** An episode of the champion of the run shown, as it was then; null: none is known. */
  readonly championEpisode: () => ChampionEpisodeEvent | null;
  /** Pictures of the living agents, `most` at most, each `steps` further on. */
  requestGallery(most: number, steps: number): void;
  onGallery(listener: (gallery: GalleryEvent) => void): () => void;
}

/** `take` hands a picture on, and says whether the event was one. */
export function createFeeds(
  store: StoreApi<LabState>,
  client: EngineClient,
): Pictures & { take(event: Event): boolean } {
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
