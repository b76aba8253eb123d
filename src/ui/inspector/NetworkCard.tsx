import { useEffect, useState } from 'react';
import { NO_MUTATION } from '#core/lineage.ts';
import type { Connections } from '#protocol/messages.ts';
import type { Cell, History } from '#store/history/history.ts';
import {
  applyChanges,
  foundedAs,
  genomeShape,
  layerDifferences,
  shapeOf,
} from '#store/history/network-shape.ts';
import { activationWord } from '#store/words/mutation-words.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useKeptHeight } from '../parts/use-kept-height.ts';
import { useAlgorithm, useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';
import { NetworkDrawing } from './NetworkDrawing.tsx';

const NONE: readonly Connections[] = [];
/** Networks of a team are too many to stand side by side. */
const MOST_BUTTONS = 3;
/** Weights move all the time; the picture follows at this pace, ms. */
const FOLLOW_MS = 2000;

/** The agent's networks, with what its mutation added outlined and what it removed dashed. */
export function NetworkCard({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const environment = useEnvironment();
  const network = useLabState((state) => state.config?.network);
  const inspected = useLabState((state) => state.inspected);
  const isRunning = useLabState(({ status }) => status.kind === 'running');
  const [chosen, setChosen] = useState('');
  const ref = useKeptHeight<HTMLElement>();
  const { agent } = cell;
  const lives = lab.lives(agent);
  useEffect(() => {
    lab.inspect(agent);
    if (!lives || !isRunning) return;
    const timer = setInterval(() => {
      if (!document.hidden) lab.inspect(agent);
    }, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [lab, agent, lives, isRunning]);

  const networks = algorithm?.networks.filter(({ role }) => role !== 'target') ?? [];
  const shown =
    networks.find(({ name }) => name === chosen) ?? networks.find(({ role }) => role === 'policy');
  if (!shown || !environment || !network) return null;

  const own = inspected?.agent === agent ? inspected : null;
  const changes = (history.birth(agent)?.mutation ?? NO_MUTATION).changes;
  const now =
    (own && genomeShape(own.genome, shown.name)) ??
    shapeOf(history, cell, shown.name, foundedAs(shown, network));
  const before = applyChanges(now, changes, shown.name, 'backwards');
  const player = environment.players?.[shown.players?.[0] ?? 0] ?? environment;
  const outputs = shown.outputs === 'one' ? 1 : player.actionLabels.length;
  const seen = shown.sees === 'all' ? environment : player;
  const layers = layerDifferences(now, before, seen.observationLabels.length, outputs);
  const connections = own?.networks.find(({ name }) => name === shown.name)?.connections ?? NONE;
  const activations =
    now.encoder.activation === now.head.activation
      ? activationWord(now.encoder.activation)
      : `${activationWord(now.encoder.activation)} / ${activationWord(now.head.activation)}`;
  return (
    <section ref={ref} className={styles['card']} aria-label="Network">
      <h3>
        {networks.length > 1 ? 'Networks' : shown.label}
        <small>{activations}</small>
      </h3>
      {networks.length > MOST_BUTTONS && (
        <label className={styles['chooser']}>
          <span className="visually-hidden">Network shown</span>
          <select value={shown.name} onChange={({ target }) => setChosen(target.value)}>
            {networks.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {networks.length > 1 && networks.length <= MOST_BUTTONS && (
        <Segmented
          label="Network shown"
          name="network-shown"
          value={shown.name}
          options={networks.map(({ name, label }) => ({ value: name, label }))}
          onChange={setChosen}
        />
      )}
      <NetworkDrawing layers={layers} connections={connections} />
      <p className={styles['caution']}>
        {connections.length > 0
          ? 'The stronger a connection, the clearer its line.'
          : lives
            ? 'Its weights are asked for…'
            : 'Its weights are gone: only those of the living are kept. Its layers are known from its lineage.'}
        {shown.headInput === 'action' && ' Actions join behind the latent vector.'}
        {shown.headInput === 'actions' && ' Everybody’s actions join behind the latent vector.'}
      </p>
    </section>
  );
}
