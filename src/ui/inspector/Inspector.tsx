import { lazy, Suspense, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { isTested } from '#store/history/newborn.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useFollowed, useInspectedCell } from '../shell/focus-cell.ts';
import { useEnvironment, useHistory, useLabState } from '../shell/lab-context.ts';
import { Actions } from './Actions.tsx';
import { Hyperparameters } from './Hyperparameters.tsx';
import { Identity } from './Identity.tsx';
import styles from './Inspector.module.css';
import { LastMutation } from './LastMutation.tsx';
import { NetworkCard } from './NetworkCard.tsx';
import { Recipe } from './Recipe.tsx';
import { Whose } from './Whose.tsx';

const MapCard = lazy(async () => ({ default: (await import('./MapCard.tsx')).MapCard }));
const ChoiceValues = lazy(async () => ({
  default: (await import('./ChoiceValues.tsx')).ChoiceValues,
}));
const FreezerCard = lazy(async () => ({
  default: (await import('./FreezerCard.tsx')).FreezerCard,
}));
const OriginCard = lazy(async () => ({ default: (await import('./OriginCard.tsx')).OriginCard }));
const SideBySide = lazy(async () => ({ default: (await import('./SideBySide.tsx')).SideBySide }));

/** Everything about the selected agent, as a panel. */
export function Inspector() {
  const { history } = useHistory();
  const cell = useInspectedCell();
  const isFollowing = useLabState((state) => state.selection === null);
  const followed = useFollowed();
  const untested = cell && history && !isTested(history, cell);
  return (
    <Panel
      title={cell ? `Agent ${cell.agent}` : 'Agent'}
      aside={
        cell && (
          <span className={styles['following']}>
            {isFollowing && (followed === 'champion' ? 'the champion, ' : 'best of ')}generation{' '}
            {generationNumber(cell.generation)}
            {untested && ', in training'}
          </span>
        )
      }
    >
      <InspectorCards />
    </Panel>
  );
}

/** The same without a title. */
export function InspectorCards() {
  const { history } = useHistory();
  const cell = useInspectedCell();
  const hasOrigin = useLabState(({ origin }) => origin !== null);
  return (
    <div className={styles['inspector']}>
      {hasOrigin && (
        <Suspense>
          <OriginCard history={history} />
        </Suspense>
      )}
      {history && cell ? (
        <AgentCards history={history} cell={cell} />
      ) : (
        <p className={styles['empty']}>
          When a generation has been evaluated, its fittest agent is shown here, after the end the
          champion: where it comes from, what its last mutation changed, its network.
        </p>
      )}
      <Suspense>
        <FreezerCard />
      </Suspense>
    </div>
  );
}

function AgentCards({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const [chosen, setChosen] = useState(0);
  const environment = useEnvironment();
  const isGame = environment?.duel === true;
  const player = environment?.players?.[chosen] ? chosen : 0; // another task may have fewer
  return (
    <>
      <Identity history={history} cell={cell} />
      <Actions history={history} cell={cell} />
      <Suspense>
        <SideBySide history={history} selected={cell} />
      </Suspense>
      <LastMutation history={history} cell={cell} />
      <Whose player={player} onChoose={setChosen} />
      <Boundary what="The network">
        <NetworkCard history={history} cell={cell} player={player} />
      </Boundary>
      <Suspense fallback={<div className={styles['mapRoom']} />}>
        <Boundary what="The map">
          {isGame ? <ChoiceValues /> : <MapCard cell={cell} player={player} />}
        </Boundary>
      </Suspense>
      <Hyperparameters history={history} cell={cell} />
      <Recipe history={history} cell={cell} />
    </>
  );
}
