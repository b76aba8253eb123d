import type { EngineClient } from '#protocol/client.ts';
import type { Event, Individual, ModelFit } from '#protocol/messages.ts';
import { newId } from '../../new-id.ts';
import { freezerOf, type KeptAgent } from '../freezer.ts';
import type { Library } from '../library.ts';
import type { ModelSource } from './model-files.ts';

/** The engine's answer on a model. */
export type ModelOpened = Extract<Event, { readonly kind: 'modelOpened' }>;

/** Has an engine of its own open a model: as the agent it is to be, or, without one, to learn what it can be. */
export async function openModel(
  openEngine: () => EngineClient,
  { files }: ModelSource,
  fit: ModelFit | null,
): Promise<ModelOpened> {
  using client = openEngine();
  return await new Promise((resolve, reject) => {
    client.listen((event) => {
      if (event.kind === 'modelOpened') resolve(event);
      if (event.kind === 'failed') reject(new Error(`The engine failed: ${event.message}`));
    });
    client.send({ kind: 'openModel', files, fit });
  });
}

/** Puts an agent that was a model into the freezer. */
export async function keepModel(
  library: Library,
  { name: model }: ModelSource,
  individual: Individual,
): Promise<KeptAgent> {
  const kept: KeptAgent = {
    id: newId(),
    name: `${titleOf(model)} of ${individual.environment}`,
    keptAt: Date.now(),
    fitness: Number.NaN,
    run: null,
    model: model.slice(0, 100),
    individual,
  };
  await freezerOf(library).put(kept);
  return kept;
}

/** Makes a title: 'Model' of 'model.json', 'my-policy' of 'my-policy.zip'. */
function titleOf(file: string): string {
  const title = file.replace(/\.[^.]*$/, '').slice(0, 60);
  return title === 'model' || title === '' ? 'Model' : title;
}
