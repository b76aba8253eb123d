import type { ImageSet } from '#core/strategy/image-set.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { DataConfig, StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { DataPreview, PreviewImage } from '#protocol/strategy-images.ts';
import type { StrategyCommand } from '#protocol/strategy-messages.ts';
import { dataFacts, drawImageSet, labelsOf, pixelsOf } from '#strategy/run/image-set.ts';
import { dataProblems } from './data-problems.ts';
import type { StrategyData } from './strategy-data.ts';

/** Training images that a preview looks at, so that it comes within a moment; counts are brought up to all of them. */
const SAMPLE = 400;

/** Describes a data set by a sample of it; own images by all of them, and not at all where they are not here. */
export async function preview(
  { data, seed, images }: Extract<StrategyCommand, { readonly kind: 'preview' }>,
  catalog: StrategyCatalog,
  sets: StrategyData,
): Promise<DataPreview> {
  const digest = data.kind === 'own' ? data.digest : null;
  const { size } = data;
  const nothing = { kind: 'previewed', seed, digest, facts: null, images: [], size } as const;
  const problems = problemsOf(data, catalog);
  if (problems.length > 0) return { ...nothing, problems };
  if (data.kind === 'own') {
    const own = sets.own(data.digest);
    return own
      ? { ...nothing, problems: [], facts: dataFacts(own), images: sampleImages(own, images) }
      : { ...nothing, problems: [] };
  }
  const train = Math.min(SAMPLE, data.images.train);
  const small = { ...data, images: { train, validation: 1, test: 1 } };
  const drawing = drawImageSet(await sets.source(data, seed), small);
  let drawn = drawing.next();
  while (!drawn.done) drawn = drawing.next();
  const set = drawn.value;
  const facts = dataFacts(set);
  const upTo = (all: number, sampled: number) => (count: number) =>
    Math.round((count * all) / sampled);
  const trained = facts.counts.train;
  return {
    ...nothing,
    problems: [],
    facts: {
      ...facts,
      counts: {
        train: trained.map(upTo(data.images.train, train)),
        validation: trained.map(upTo(data.images.validation, train)),
        test: trained.map(upTo(data.images.test, train)),
      },
      together: facts.together.map(upTo(data.images.train, train)),
    },
    images: sampleImages(set, images),
  };
}

/** The first training images. */
export const sampleImages = (set: ImageSet, most: number): PreviewImage[] =>
  Array.from({ length: Math.min(most, set.images.train) }, (_, at) => ({
    pixels: pixelsOf(set, at).slice(),
    labels: labelsOf(set, at),
  }));

/** Problems for which a run with it would be refused. */
function problemsOf(data: DataConfig, catalog: StrategyCatalog) {
  const config = { ...(catalog.presets[0]?.config as StrategyConfig), data };
  const parsed = parseStrategyConfig(config, catalog);
  const found = parsed.ok ? [] : parsed.problems.filter(({ path }) => path.startsWith('data'));
  return found.length > 0 ? found : dataProblems(data);
}
