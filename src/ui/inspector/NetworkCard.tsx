import { NO_MUTATION } from '#core/lineage.ts';
import { descent } from '#store/descent.ts';
import type { Cell, History } from '#store/history.ts';
import { activationWord } from '#store/mutation-words.ts';
import { applyChanges, founderShape, genomeShape, layerDifferences } from '#store/network-shape.ts';
import { useAlgorithm, useEnvironment, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';
import { NetworkDrawing } from './NetworkDrawing.tsx';

/** The policy's network with what the last mutation added outlined and what it removed dashed. */
export function NetworkCard({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const algorithm = useAlgorithm();
  const environment = useEnvironment();
  const network = useLabState((state) => state.config?.network);
  const inspected = useLabState((state) => state.inspected);
  const policy = algorithm?.networks.find(({ role }) => role === 'policy');
  if (!policy || !environment || !network) return null;

  const mutation = history.birth(cell.agent)?.mutation ?? NO_MUTATION;
  const genome =
    inspected?.agent === cell.agent ? genomeShape(inspected.genome, policy.name) : null;
  const now = genome ?? shapeAlong(history, cell, policy.name, founderShape(network));
  const before = applyChanges(now, mutation.changes, policy.name, 'backwards');
  const outputs = policy.outputs === 'one' ? 1 : environment.actionLabels.length;
  const layers = layerDifferences(now, before, environment.observationLabels.length, outputs);
  const activations =
    now.encoderActivation === now.headActivation
      ? activationWord(now.encoderActivation)
      : `${activationWord(now.encoderActivation)} / ${activationWord(now.headActivation)}`;
  return (
    <section className={styles['card']} aria-label="Network">
      <h3>
        {policy.label}
        <small>{activations}</small>
      </h3>
      <NetworkDrawing layers={layers} />
    </section>
  );
}

/** Follows the mutations from the founder to the agent. */
function shapeAlong(
  history: History,
  cell: Cell,
  policy: string,
  founder: ReturnType<typeof founderShape>,
) {
  let shape = founder;
  descent(history, cell.generation, cell.slot).forEach((slot, generation) => {
    const { agent, isNew } = history.cell(generation, slot);
    if (isNew) shape = applyChanges(shape, history.birth(agent)?.mutation.changes ?? [], policy);
  });
  return shape;
}
