import { useEffect, useState } from 'react';
import type { NetworkDeclaration } from '#core/algorithm.ts';
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
/** Weights move all the time; the picture follows at this pace, ms. */
const FOLLOW_MS = 2000;

/** The agent's networks, of a team one player's, with what its mutation added outlined and what it removed dashed. */
export function NetworkCard({
  history,
  cell,
  player,
}: {
  readonly history: History;
  readonly cell: Cell;
  /** Player by position among the task's players. */
  readonly player: number;
}) {
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

  const networks =
    algorithm?.networks.filter(
      ({ role, players = [player] }) => role !== 'target' && players.includes(player),
    ) ?? [];
  const shown =
    networks.find(({ name }) => kindOf(name) === chosen) ??
    networks.find(({ role }) => role === 'policy');
  if (!shown || !environment || !network) return null;

  const asked = inspected?.agent === agent ? inspected : null;
  const changes = (history.birth(agent)?.mutation ?? NO_MUTATION).changes;
  const now =
    (asked && genomeShape(asked.genome, shown.name)) ??
    shapeOf(history, cell, shown.name, foundedAs(shown, network));
  const before = applyChanges(now, changes, shown.name, 'backwards');
  const own = environment.players?.[player] ?? environment;
  const outputs = shown.outputs === 'one' ? 1 : own.actionLabels.length;
  const seen = shown.sees === 'all' ? environment : own;
  const layers = layerDifferences(now, before, seen.observationLabels.length, outputs);
  const connections = asked?.networks.find(({ name }) => name === shown.name)?.connections ?? NONE;
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
      {networks.length > 1 && (
        <Segmented
          label="Network shown"
          name="network-shown"
          value={kindOf(shown.name)}
          options={networks.map((each) => ({ value: kindOf(each.name), label: shortLabel(each) }))}
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

/** 'critic' of 'critic/speaker': the common name of all players' networks. */
const kindOf = (network: string) => network.replace(/\/.*$/, '');

/** 'Critic' of 'Critic of speaker', where it is said already whose it is. */
const shortLabel = ({ label, players }: NetworkDeclaration) =>
  players ? label.replace(/ of .*$/, '') : label;
