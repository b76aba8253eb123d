import type { StoreApi } from 'zustand/vanilla';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import type { OwnOpened } from '#protocol/strategy-images.ts';
import { type ImageGiver, type OwnImages, readingOf, SPLIT_SEED } from './own-images.ts';
import type { StrategyClient, StrategyLab } from './strategy-lab.ts';
import { missingImages, type StrategyState } from './strategy-state.ts';

interface Context extends Pick<StrategyLab, 'notify' | 'change'> {
  readonly store: StoreApi<StrategyState>;
  readonly client: StrategyClient;
  readonly own: OwnImages;
  readonly giver: ImageGiver;
}

/** Joins a strategy lab to the images that it trains on: their preview, and a person's own. */
export function openImages({ store, client, own, giver, notify, change }: Context): {
  readonly actions: Pick<
    StrategyLab,
    'preview' | 'setOwnReading' | 'openOwn' | 'takeOwn' | 'forgetOwn'
  >;
  /** Takes in images that the engine has now; where just these were asked for, they are kept under that name. */
  take(opened: OwnOpened): void;
} {
  const { getState, setState } = store;
  return {
    actions: {
      preview(count) {
        const { draft, problems } = getState();
        if (!draft || problems.length > 0) return;
        const { data, seed } = draft;
        const ask = () => client.send({ kind: 'preview', data, seed, images: count });
        const given = giver.give(data);
        if (given === true) ask();
        else void given.then(ask); // images that are not here have no preview, which is no fault
      },
      setOwnReading: (reading) =>
        setState({ ownReading: { ...getState().ownReading, ...reading } }),
      openOwn({ name: given, files }) {
        const { own: before, ownReading } = getState();
        if (before?.kind === 'opening') {
          notify('Images are being opened; wait until they are there.');
          return;
        }
        const name = given.trim().slice(0, MOST_NAME) || 'Images';
        setState({ own: { kind: 'opening', name, done: 0 } });
        client.send({ kind: 'openOwn', name, files, ...readingOf(ownReading), seed: SPLIT_SEED });
      },
      takeOwn() {
        const opened = getState().own;
        if (opened?.kind !== 'opened') return;
        const { data, set } = opened.opened;
        change('own images', ({ training, ...config }) => ({
          ...config,
          data,
          training: { ...training, batch: Math.min(training.batch, data.images.train) },
        }));
        setState({ own: null });
        void own.keep(data, set);
      },
      forgetOwn: () => setState({ own: null }),
    },
    take(opened) {
      giver.holds(opened.data.digest);
      const missing = missingImages(getState());
      if (missing?.digest !== opened.data.digest) return;
      void own.keep(missing, opened.set);
      setState({ own: null });
    },
  };
}
