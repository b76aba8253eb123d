import { useMemo, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { percent } from '#core/percent.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { JudgedTeam } from '#core/strategy/training-plan.ts';
import type { Cell, History } from '#store/history/history.ts';
import { failureWords } from '#store/words/failure-words.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { originOf } from '../../charts/agents-table.ts';
import { Button } from '../../parts/Button.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useFocusCell } from '../../shell/focus-cell.ts';
import { useAlgorithm, useHistory } from '../../shell/lab-context.ts';
import { choiceWord } from '../decisions/looked-at.ts';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import wheel from '../wheel/Wheel.module.css';
import { KeptTeams } from './KeptTeams.tsx';
import styles from './Teams.module.css';
import { useTeams, useTeamsState } from './teams-context.ts';

/** The team that is chosen in the genealogy, or the best; and the way to keep it. */
export function ChosenTeam() {
  const { history } = useHistory();
  const cell = useFocusCell();
  const judged = useTeamsState(({ shown }) =>
    cell ? shown?.generations[cell.generation]?.agents[cell.slot] : undefined,
  );
  return (
    <Panel title={cell ? `Team ${cell.agent}` : 'A team'}>
      <div className={styles['body']}>
        {history && cell && judged ? (
          <>
            <Words history={history} cell={cell} judged={judged} />
            <div className={styles['facts']}>
              <LearnsBy judged={judged} />
              <Networks judged={judged} />
              <Chose judged={judged} />
            </div>
          </>
        ) : (
          <p className={wheel['text']}>The first teams are judged when their runs are over.</p>
        )}
        <Keep cell={cell} />
        <KeptTeams />
      </div>
    </Panel>
  );
}

function Words({
  history,
  cell,
  judged: { row, evaluations },
}: Judged & { readonly history: History; readonly cell: Cell }) {
  const algorithm = useAlgorithm();
  const parent = cell.isNew ? history.birth(cell.agent)?.parent : null;
  return (
    <p className={wheel['text']}>
      {evaluations
        ? `Judged after generation ${generationNumber(cell.generation)}, when it neither explored nor learned, `
        : `In generation ${generationNumber(cell.generation)} `}
      {evaluations && evaluations.length > 1
        ? `its ${evaluations.length} classifiers reached a mean mAP of `
        : 'its classifier reached a mAP of '}
      <strong>{cell.diverged ? 'nothing: it diverged' : `${cell.fitness.toFixed(1)} %`}</strong>
      {evaluations && `; while it explored and learned, ${percent(row.mAP)} %`}.{' '}
      {parent === null || parent === undefined ? 'It is a' : `A child of team ${parent}:`}{' '}
      {originOf(history, cell, algorithm)}. Its four networks learn{' '}
      {cell.parameters.toLocaleString('en-US')} numbers.
    </p>
  );
}

interface Judged {
  readonly judged: JudgedTeam;
}

function LearnsBy({ judged: { genome } }: Judged) {
  const declared = useAlgorithm()?.hyperparameters ?? [];
  return (
    <div>
      <h3>What it learns by</h3>
      <DataTable
        caption="What it learns by"
        head={['Hyperparameter', 'Value']}
        rows={declared.map(({ name, label }) => ({
          key: name,
          cells: [label, shortNumber(genome.hyperparameters[name] ?? Number.NaN)],
        }))}
      />
    </div>
  );
}

function Networks({ judged: { genome } }: Judged) {
  const widths = (hidden: readonly number[]) => (hidden.length > 0 ? hidden.join(' → ') : '–');
  return (
    <div>
      <h3>Its networks</h3>
      <DataTable
        caption="Its networks"
        head={['Agent', 'Encoder', 'Latent', 'Head', 'Activation']}
        rows={SEATS.flatMap((seat) => {
          const network = genome.networks[seat];
          if (!network) return [];
          const { encoder, latent, head } = network;
          return [
            {
              key: seat,
              cells: [
                seat,
                widths(encoder.hidden),
                String(latent),
                widths(head.hidden),
                head.activation,
              ],
            },
          ];
        })}
      />
    </div>
  );
}

const NONE = [] as const;

/** Choices of the first run by which it was judged; an earlier engine judged it by the run in which it learned. */
function Chose({ judged: { row, evaluations } }: Judged) {
  const { turns } = evaluations?.[0] ?? row;
  const title = evaluations ? 'What it chose when it was judged' : 'What it chose';
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  return (
    <div>
      <h3>{title}</h3>
      <DataTable
        caption={title}
        head={['From interval', ...SEATS]}
        rows={turns.map(({ from, choices }) => ({
          key: String(from),
          cells: [String(from + 1), ...SEATS.map((seat) => choiceWord(seats, seat, choices[seat]))],
        }))}
      />
    </div>
  );
}

/** Keeps the chosen team, where it goes on, or the best. */
function Keep({ cell }: { readonly cell: Cell | null }) {
  const teams = useTeams();
  const lab = useStrategy();
  const next = useTeamsState((state) => state.saved?.agents);
  const lives = useMemo(() => next?.some(({ id }) => id === cell?.agent) ?? false, [next, cell]);
  const [said, setSaid] = useState('');
  if (!next) return null;
  const keep = async (agent: number | null) => {
    try {
      const file = await teams.take(agent);
      if (!file) return setSaid('That team is no longer there.');
      const name = agent === null ? file.name : `${file.name} ${agent}`;
      await lab.keepTeam({ ...file, name });
      setSaid(`“${name}” is kept, with the digest ${file.digest.slice(0, 8)}.`);
    } catch (error) {
      setSaid(`${failureWords('It cannot be kept', error)}`);
    }
  };
  return (
    <div className={wheel['line']}>
      <Button look="outlined" onClick={() => void keep(null)}>
        Keep the best team
      </Button>
      {cell && (
        <Button
          disabled={!lives}
          title={
            lives
              ? undefined
              : 'It was not passed on: what teams have learned is known of the last population alone'
          }
          onClick={() => void keep(cell.agent)}
        >
          Keep team {cell.agent}
        </Button>
      )}
      <span role="status" className={wheel['text']}>
        {said}
      </span>
    </div>
  );
}
