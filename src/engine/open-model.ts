import type { Command, Event, ModelFit } from '#protocol/messages.ts';
import { adopt, fitsOf } from './adopt.ts';

/**
 * Opens a LayersModel, and makes an agent of it where that was asked for. A failure is answered with its reason in
 * words.
 */
export async function openModel({
  files,
  fit,
}: Extract<Command, { kind: 'openModel' }>): Promise<Extract<Event, { kind: 'modelOpened' }>> {
  const [{ readModel }, { chainInWords }] = await Promise.all([
    import('#tfjs/read-model.ts'),
    import('#tfjs/chain.ts'),
  ]);
  try {
    const model = await readModel(new Map(Object.entries(files)));
    const fits = fitsOf(model);
    const isSame = (each: ModelFit) =>
      each.environment === fit?.environment && each.algorithm === fit.algorithm;
    const chosen = fit === null ? fits[0] : fits.find(isSame);
    if (!chosen)
      throw new RangeError(
        `it fits no agent of ${fit?.environment} that learns by ${fit?.algorithm}`,
      );
    // A model that cannot be adopted is refused before a person is asked which task it is for.
    const individual = adopt(model, chosen);
    const network = chainInWords(model.chain);
    return { kind: 'modelOpened', network, fits, individual: fit && individual, problem: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message: problem } = error;
    return { kind: 'modelOpened', network: '', fits: [], individual: null, problem };
  }
}
