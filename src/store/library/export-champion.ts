import { Damage } from '#archive/damage.ts';
import { checkChampion } from '#archive/read-individual.ts';
import { readRunRecord } from '#archive/read-run.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { Event, Individual } from '#protocol/messages.ts';
import { type Exported, fileName } from './files.ts';
import type { Library } from './library.ts';
import { writeModels } from './tfjs/write-model.ts';

/** The fittest agent of a run as a TensorFlow.js model, of a team one for each network that acts. The engine knows how its weights make a network. */
export async function exportChampion(
  library: Library,
  openEngine: () => EngineClient,
  id: string,
): Promise<Exported> {
  using client = openEngine();
  try {
    const record = readRunRecord(await library.tables.get('runs', id));
    const individual = checkChampion(await library.tables.get('champions', id), record);
    const { policies, problem } = await policiesOf(client, individual);
    if (!policies) return { kind: 'problem', message: problem ?? 'The agent has no policy.' };
    const blob = new Blob([writeModels(policies)], { type: 'application/zip' });
    return { kind: 'file', blob, name: `${fileName(record)}-champion.zip`, note: null };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { kind: 'problem', message: `The champion cannot be exported: ${error.message}.` };
  }
}

type Described = Extract<Event, { readonly kind: 'described' }>;

function policiesOf(client: EngineClient, individual: Individual): Promise<Described> {
  return new Promise((resolve) => {
    client.listen((event) => {
      if (event.kind === 'described') resolve(event);
      if (event.kind === 'failed')
        resolve({
          kind: 'described',
          policies: null,
          problem: `The engine failed: ${event.message}`,
        });
    });
    client.send({ kind: 'describe', individual });
  });
}
