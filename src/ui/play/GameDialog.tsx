import { useEffect, useRef, useState } from 'react';
import type { GamePicture, Individual } from '#protocol/messages.ts';
import { setUpFor } from '#store/lab/founding.ts';
import { catalogOf } from '#store/library/open-run.ts';
import { isPersonsTurn, outcome, type Side, spokenGame } from '#store/play/game.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useLab, useOpenEngine } from '../shell/lab-context.ts';
import styles from './Game.module.css';
import { GameBoardView } from './GameBoardView.tsx';
import { ValueRow } from './ValueRow.tsx';

/** A person plays a game for two against an agent, on an engine of its own: a run that goes on is not touched. */
export function GameDialog({
  name,
  individual,
  onClose,
}: {
  readonly name: string;
  readonly individual: Individual;
  readonly onClose: () => void;
}) {
  const [person, setPerson] = useState<Side>(0);
  const [moves, setMoves] = useState<readonly number[]>([]);
  const [showsValues, setShowsValues] = useState(false);
  const { picture, decision, problem } = useGame(individual, moves, person, setMoves);
  const begin = (side: Side) => {
    setPerson(side);
    setMoves([]);
  };
  const isOpen = picture !== null && !picture.over && isPersonsTurn(picture.moves, person);
  const choose = (column: number) => {
    if (isOpen && picture.choices.includes(column)) setMoves([...picture.moves, column]);
  };
  return (
    <Dialog title={`Play against ${name}`} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the columns' buttons do */}
      <div
        className={styles['game']}
        onKeyDown={({ key }) => /^[1-9]$/.test(key) && choose(Number(key) - 1)}
      >
        <div className={styles['tools']}>
          <Segmented
            label="Who begins"
            name="game-begins"
            value={String(person)}
            options={[
              { value: '0', label: 'You begin' },
              { value: '1', label: 'Agent begins' },
            ]}
            onChange={(value) => begin(value === '0' ? 0 : 1)}
          />
          <Button look="outlined" onClick={() => begin(person)}>
            New game
          </Button>
        </div>
        {picture && (
          <GameBoardView picture={picture} person={person} isOpen={isOpen} onChoose={choose} />
        )}
        <p className={styles['outcome']} aria-hidden="true">
          {picture && outcome(picture, person)}
        </p>
        <p className="visually-hidden" role="status">
          {picture && spokenGame(picture, person)}
        </p>
        <label className={styles['toggle']}>
          <input
            type="checkbox"
            checked={showsValues}
            onChange={(event) => setShowsValues(event.target.checked)}
          />
          {picture?.appraisal?.areChances
            ? 'Show how likely the agent takes each column'
            : 'Show what the agent expects'}
        </label>
        {showsValues && <ValueRow decision={decision} />}
        <p className={styles['hint']}>
          Choose a column by pointer, by the arrow keys and Enter, or by its number.
        </p>
        {problem !== null && <p role="alert">It cannot play: {problem}</p>}
      </div>
    </Dialog>
  );
}

/** A game with an agent: its values of the moves, and its last decision. It answers as soon as it is its turn. */
function useGame(
  individual: Individual,
  moves: readonly number[],
  person: Side,
  onMoves: (moves: readonly number[]) => void,
) {
  const lab = useLab();
  const openEngine = useOpenEngine();
  const [picture, setPicture] = useState<GamePicture | null>(null);
  const [decision, setDecision] = useState<GamePicture | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [ask, setAsk] = useState<((moves: readonly number[]) => void) | null>(null);
  const now = useRef({ moves, person });
  now.current = { moves, person };

  useEffect(() => {
    let current = true;
    let dispose = () => {};
    catalogOf(lab).then(
      () => {
        if (!current) return;
        const setUp = setUpFor(lab.store.getState(), { individual });
        if ('problem' in setUp) return setProblem(setUp.problem);
        const client = openEngine();
        dispose = () => client.dispose();
        const consider = (asked: readonly number[]) =>
          client.send({ kind: 'consider', agent: individual.agent, moves: asked });
        client.listen((event) => {
          if (event.kind === 'failed' || event.kind === 'lookFailed') setProblem(event.message);
          if (event.kind === 'exhibited')
            return event.problem === null ? setAsk(() => consider) : setProblem(event.problem);
          if (event.kind !== 'considered' || !event.game) return;
          const { game } = event;
          if (game.moves.join() !== now.current.moves.join()) return; // another game has begun
          setPicture(game);
          if (game.moves.length <= 1) setDecision(null);
          if (game.choice === null || isPersonsTurn(game.moves, now.current.person)) return;
          setDecision(game);
          onMoves([...game.moves, game.choice]);
        });
        client.send({ kind: 'exhibit', run: 1, config: setUp.config, individual });
      },
      (error: Error) => current && setProblem(error.message),
    );
    return () => {
      current = false;
      dispose();
    };
  }, [lab, openEngine, individual, onMoves]);

  // Another side is another game, though no move has been made in either.
  // biome-ignore lint/correctness/useExhaustiveDependencies: who begins decides what is done with the answer
  useEffect(() => ask?.(moves), [ask, moves, person]);
  return { picture, decision, problem };
}
