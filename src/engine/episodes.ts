import type { Scene } from '#core/scene.ts';
import { createGallery } from './stage.ts';
import type { RunState } from './state.ts';

/** A greedy episode with its pictures. */
export interface Episode {
  /** Every so many steps, the first moment and the last among them. */
  readonly scenes: readonly Scene[];
  readonly episodeReturn: number;
  /** Environment steps. */
  readonly length: number;
}

/** One episode of each of these agents as they are now, all from the same first state, which is always the same. */
export async function playEpisodes(
  state: RunState,
  slots: readonly number[],
  stepsPerScene: number,
): Promise<readonly Episode[]> {
  const gallery = createGallery(state);
  const episodes = slots.map(() => ({ scenes: [] as Scene[], episodeReturn: 0, length: 0 }));
  let playing = slots.map((_, i) => i);
  for (let steps = 0; playing.length > 0; steps = stepsPerScene) {
    const pictures = await gallery.advance(
      playing.map((i) => slots[i] as number), // i < slots.length
      steps,
    );
    const goesOn = new Set<number>();
    for (const [at, i] of playing.entries()) {
      const picture = pictures[at];
      const episode = episodes[i];
      if (!picture || !episode) continue;
      episode.scenes.push(picture.scene);
      episode.episodeReturn = picture.episodeReturn;
      episode.length = picture.episodeLength;
      if (!picture.over) goesOn.add(i);
    }
    playing = playing.filter((i) => goesOn.has(i));
  }
  return episodes;
}
