import { engineWords } from '#archive/engine-words.ts';
import { counted } from '#core/counted.ts';
import { percent } from '#core/percent.ts';
import type { Library } from '#store/library/library.ts';
import { exportEvolution } from '#store/strategy/teams/evolution-files.ts';
import { evolutionsOf, type KeptEvolution } from '#store/strategy/teams/kept-evolutions.ts';
import { keptBytes } from '#store/strategy/teams/kept-populations.ts';
import { isComputing } from '#store/strategy/teams/teams-state.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { useLabState, useOpenTeams } from '../shell/lab-context.ts';
import { want } from '../strategy/wanted.ts';
import { KeptRow } from './KeptRow.tsx';
import styles from './Library.module.css';
import { useAnswer, useLibrary } from './library-context.ts';
import { type Attempt, KeptList, remove, usePurge, useSaid } from './said.tsx';

async function listed(library: Library) {
  const list = await evolutionsOf(library).shown();
  const bytes = await Promise.all(list.items.map((kept) => keptBytes(library, kept)));
  return { ...list, bytes };
}

/** Evolutions of teams that this browser keeps, and what can be done with them. */
export function Evolutions() {
  const library = useLibrary();
  const answer = useAnswer(listed);
  const said = useSaid();
  const countDeleted = usePurge(evolutionsOf);
  const list = answer.kind === 'there' ? answer.value : null;
  if (!list || (list.items.length + list.damaged.length === 0 && !said.said)) return null;
  return (
    <KeptList
      label="Evolutions of teams"
      title="Evolutions of teams"
      kind="An evolution"
      {...said}
      damaged={list.damaged}
      onDelete={(id) => evolutionsOf(library).delete(id)}
    >
      {list.items.map((kept, at) => (
        <Item
          key={kept.id}
          kept={kept}
          bytes={list.bytes[at] ?? 0}
          isActive={list.active.has(kept.id)}
          attempt={said.attempt}
          onGone={countDeleted}
        />
      ))}
    </KeptList>
  );
}

function Item({
  kept,
  bytes,
  isActive,
  attempt,
  onGone,
}: {
  readonly kept: KeptEvolution;
  /** Space that it takes. */
  readonly bytes: number;
  /** True when a tab, this or another, has it open to go on with. */
  readonly isActive: boolean;
  readonly attempt: Attempt;
  /** Notes that it was put away. */
  readonly onGone: (id: string) => void;
}) {
  const library = useLibrary();
  const openTeams = useOpenTeams();
  const { id, plan, generations, createdAt, end } = kept;
  const version = useLabState(({ catalog }) => catalog?.strategyEngine ?? null);
  const other = version && engineWords(kept.engine, version);
  const title = plan.name;
  const best = generations.map(({ agents }) =>
    Math.max(...agents.map(({ fitness }) => (Number.isNaN(fitness) ? -Infinity : fitness))),
  );
  const last = best.at(-1);
  const isOver = generations.length === plan.episodes;
  const open = () =>
    void attempt(`Opening “${title}”`, async () => {
      const teams = await openTeams();
      const { shown } = teams.store.getState();
      if (isComputing(teams.store.getState()) && shown?.id !== id)
        return {
          tone: 'problem',
          text: `“${shown?.plan.name ?? 'Another evolution'}” is going on in the lab. Stop it there first.`,
        };
      if (shown?.id !== id) await teams.open(kept);
      want('teams');
      location.hash = '#/strategy';
      return null;
    });
  const save = () =>
    void attempt(`Packing “${title}”`, async () => {
      const { blob, name } = await exportEvolution(library, kept);
      download(blob, name);
      return { tone: 'information', text: `${name} was handed to the browser.` };
    });
  const drop = () =>
    remove(attempt, {
      title,
      taken: 'open in a tab',
      putAway: () => evolutionsOf(library).putAway(id),
      restore: () => evolutionsOf(library).restore(id),
      onGone: () => onGone(id),
    });
  const standing = isOver ? 'finished' : isActive ? 'going on' : (end ?? 'unfinished');
  return (
    <KeptRow
      title={title}
      heading="h3"
      curve={best.map((each) => (Number.isFinite(each) ? each : Number.NaN))}
      figures={[
        ['generations', `${generations.length} of ${plan.episodes}`],
        ['best mAP', percent(last)],
      ]}
      createdAt={createdAt}
      bytes={bytes}
      standing={standing}
      main={
        <Button look="outlined" onClick={open}>
          Open
        </Button>
      }
      menu={() => [
        { label: 'Export the evolution (.json)', onChoose: save },
        { label: 'Delete', disabled: isActive, onChoose: drop },
      ]}
    >
      <p className={styles['faint']}>
        {counted(plan.rows, 'team')}, {plan.controller}, seed {plan.seed}
      </p>
      {other && <p className={styles['faint']}>{other}</p>}
    </KeptRow>
  );
}
