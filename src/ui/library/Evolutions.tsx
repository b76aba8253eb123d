import { counted } from '#core/counted.ts';
import type { Library } from '#store/library/library.ts';
import { dateWord, sizeWord } from '#store/library/run-words.ts';
import { exportEvolution } from '#store/strategy/teams/evolution-files.ts';
import {
  deleteEvolution,
  type KeptEvolution,
  listEvolutions,
  purgeEvolutions,
  putAwayEvolution,
  restoreEvolution,
} from '#store/strategy/teams/kept-evolutions.ts';
import { keptBytes } from '#store/strategy/teams/kept-populations.ts';
import { isComputing } from '#store/strategy/teams/teams-state.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { Menu } from '../parts/Menu.tsx';
import { useOpenTeams } from '../shell/lab-context.ts';
import { want } from '../strategy/wanted.ts';
import styles from './Library.module.css';
import { useAnswer, useLibrary } from './library-context.ts';
import { Sparkline } from './Sparkline.tsx';
import { type Attempt, DamagedLine, SaidLine, usePurge, useSaid } from './said.tsx';

async function listed(library: Library) {
  const list = await listEvolutions(library);
  const bytes = await Promise.all(list.evolutions.map((kept) => keptBytes(library, kept)));
  return { ...list, bytes };
}

/** Evolutions of teams that this browser keeps, and what can be done with them. */
export function Evolutions() {
  const library = useLibrary();
  const answer = useAnswer(listed);
  const { said, say, attempt } = useSaid();
  const countDeleted = usePurge(purgeEvolutions);
  const list = answer.kind === 'there' ? answer.value : null;
  if (!list || (list.evolutions.length + list.damaged.length === 0 && !said)) return null;
  return (
    <section aria-label="Evolutions of teams" className={styles['results']}>
      <h2>Evolutions of teams</h2>
      <SaidLine said={said} onDismiss={() => say(null)} />
      {list.damaged.map(({ id, message }) => (
        <DamagedLine
          key={id}
          words={`An evolution cannot be read any more: ${message}.`}
          onDelete={() =>
            void attempt('Deleting', async () => {
              await deleteEvolution(library, id);
              return null;
            })
          }
        />
      ))}
      <ul className={styles['runs']}>
        {list.evolutions.map((kept, at) => (
          <Item
            key={kept.id}
            kept={kept}
            bytes={list.bytes[at] ?? 0}
            isActive={list.active.has(kept.id)}
            attempt={attempt}
            onGone={countDeleted}
          />
        ))}
      </ul>
    </section>
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
  const remove = () =>
    void attempt('Deleting', async () => {
      if (!(await putAwayEvolution(library, kept)))
        return { tone: 'problem', text: `“${title}” is open in a tab and cannot be deleted now.` };
      onGone(id);
      const undo = () =>
        void attempt('Bringing it back', async () => {
          await restoreEvolution(library, kept);
          return null;
        });
      const text = `“${title}” was deleted. Undo is possible until you leave this page.`;
      return { tone: 'information', text, undo };
    });
  const standing = isOver ? 'finished' : isActive ? 'going on' : (end ?? 'unfinished');
  return (
    <li className={styles['run']} aria-label={title}>
      <Sparkline values={best.map((each) => (Number.isFinite(each) ? each : Number.NaN))} />
      <div className={styles['what']}>
        <h3>{title}</h3>
        <p className={styles['faint']}>
          {counted(plan.rows, 'team')}, {plan.controller}, seed {plan.seed}
        </p>
      </div>
      <dl className={styles['figures']}>
        <div>
          <dt>generations</dt>
          <dd>
            {generations.length} of {plan.episodes}
          </dd>
        </div>
        <div>
          <dt>best mAP</dt>
          <dd>{last !== undefined && Number.isFinite(last) ? (100 * last).toFixed(1) : '–'}</dd>
        </div>
        <div>
          <dt>begun</dt>
          <dd>
            <time dateTime={new Date(createdAt).toISOString()}>{dateWord(createdAt)}</time>
          </dd>
        </div>
        <div>
          <dt>size</dt>
          <dd>{sizeWord(bytes)}</dd>
        </div>
      </dl>
      <p className={styles['standing']} data-standing={standing}>
        {standing}
      </p>
      <div className={styles['actions']}>
        <Button look="outlined" onClick={open}>
          Open
        </Button>
        <Menu
          label={`More for ${title}`}
          icon="more"
          items={[
            { label: 'Export the evolution (.json)', onChoose: save },
            { label: 'Delete', disabled: isActive, onChoose: remove },
          ]}
        />
      </div>
    </li>
  );
}
