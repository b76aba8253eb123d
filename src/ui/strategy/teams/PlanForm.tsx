import { useId, useMemo } from 'react';
import { counted } from '#core/counted.ts';
import { PLAN_FIELDS, type PlanField } from '#core/strategy/plan-fields.ts';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import type { WholeTrainingPlan } from '#protocol/teams-messages.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { Button } from '../../parts/Button.tsx';
import { duration } from '../../parts/duration.ts';
import { SharesOfMutations } from '../../setup/MutationMix.tsx';
import setup from '../../setup/Setup.module.css';
import { TextField } from '../../setup/TextField.tsx';
import wheel from '../wheel/Wheel.module.css';
import { PlanFieldRow } from './PlanFieldRow.tsx';
import { OpenPlan, PlanFiles } from './PlanFiles.tsx';
import styles from './Teams.module.css';
import { useTeams, useTeamsState } from './teams-context.ts';

const ofGroup = (...groups: readonly PlanField['group'][]) =>
  PLAN_FIELDS.filter(({ group, share }) => groups.includes(group) && share === undefined);

const POPULATION = ofGroup('population');
const TRAINING = ofGroup('images', 'training');
const SELECTION = ofGroup('selection');
const MUTATION = ofGroup('mutation');

/** Form for how teams are to evolve, and the press by which they do. */
export function PlanForm() {
  const teams = useTeams();
  const id = useId();
  const draft = useTeamsState((state) => state.draft);
  const problems = useTeamsState((state) => state.problems);
  const isLoading = useTeamsState(({ status }) => status.kind === 'loading');
  const isTiming = useTeamsState(({ status }) => status.kind === 'timing');
  const own = useOwnFields();
  if (!draft) return null;
  return (
    <>
      <p className={wheel['text']}>
        In each generation every team first explores: it steers how a small classifier learns, and
        learns from what comes of it. Then it steers another one without exploring or learning, and
        is judged by that one’s mAP on the validation images. The best passes on; the others are
        children of tournament winners, some of them mutated. What is over is kept: after a reload
        it goes on where it was, but for a few seconds, and comes out the same.
      </p>
      <div className={styles['form']}>
        <div className={wheel['line']}>
          <label htmlFor={id}>Name of the best team</label>
          <TextField
            id={id}
            text={draft.name}
            invalid={draft.name === ''}
            inputMode="text"
            read={(text) => text.slice(0, MOST_NAME).trim()}
            onCommit={(name) => name !== '' && teams.setFields({ name })}
          />
        </div>
        {[...POPULATION, ...own].map((field) => (
          <PlanFieldRow key={field.path} field={field} />
        ))}
        <Mutations />
      </div>
      <More title="Images and training" fields={TRAINING} />
      <More title="Selection" fields={SELECTION} />
      <More title="More on mutation" fields={MUTATION} />
      {problems.length > 0 && (
        <p className={setup['problem']}>
          {counted(problems.length, 'problem')} to be put right before it can begin.
        </p>
      )}
      <div className={wheel['line']}>
        <Button
          look="solid"
          disabled={problems.length > 0 || isLoading}
          onClick={() => teams.start()}
        >
          Evolve
        </Button>
        <Button
          look="outlined"
          disabled={problems.length > 0 || isLoading || isTiming}
          onClick={() => teams.time()}
        >
          How long would it take?
        </Button>
        <OpenPlan />
        <PlanFiles plan={draft} />
      </div>
      <Time plan={draft} />
    </>
  );
}

/** Time that the plan would take, once that was asked. */
function Time({ plan }: { readonly plan: WholeTrainingPlan }) {
  const isTiming = useTeamsState(({ status }) => status.kind === 'timing');
  const seconds = useTeamsState(({ timed }) => (timed?.plan === plan ? timed.seconds : null));
  const words =
    seconds === null
      ? ''
      : `${counted(plan.episodes, 'generation')} of ${counted(plan.rows, 'team')}: about ${duration(seconds)} on this machine, ${duration(seconds / plan.episodes)} a generation.`;
  return (
    <p role="status" className={wheel['text']}>
      {isTiming ? 'A short generation tells how long it would take …' : words}
    </p>
  );
}

/** Fields whose choices the engine offers. */
function useOwnFields() {
  const offer = useTeamsState((state) => state.offer);
  return useMemo(() => {
    if (!offer) return [];
    const { controllers, domains } = offer;
    return [
      {
        ...{ path: 'controller', label: 'How they decide and learn', kind: 'choice' as const },
        explanation: controllers.map(({ label, source }) => `${label}: ${source}`).join(' '),
        choices: controllers.map(({ id: value, label }) => ({ value, label })),
      },
      {
        ...{ path: 'domains', label: 'Images, in turn', kind: 'choices' as const },
        explanation: 'Generations take the kinds of images in turn that are ticked here.',
        choices: domains.map(({ id: value, label }) => ({ value, label })),
      },
    ];
  }, [offer]);
}

function Mutations() {
  const teams = useTeams();
  const mutation = useTeamsState(({ draft }) => draft?.mutation);
  const usual = useTeamsState(({ offer }) => offer?.usual.mutation);
  const problems = useTeamsState((state) => state.problems);
  if (!mutation) return null;
  return (
    <SharesOfMutations
      shares={mutation}
      preset={usual}
      hasActivation
      about="always 100 % together"
      problemOf={(path, label) => {
        const problem = problems.find((each) => each.path === path);
        return problem && <p className={setup['problem']}>{problemWords(problem, label)}</p>;
      }}
      onSet={teams.setFields}
    />
  );
}

function More({
  title,
  fields,
}: {
  readonly title: string;
  readonly fields: readonly PlanField[];
}) {
  const wrong = useTeamsState(
    ({ problems }) =>
      problems.filter(({ path }) => fields.some((field) => field.path === path)).length,
  );
  return (
    <details className={styles['group']}>
      <summary>
        {title}{' '}
        {wrong > 0 && <span className={setup['groupWrong']}>{counted(wrong, 'problem')}</span>}
      </summary>
      <div className={styles['form']}>
        {fields.map((field) => (
          <PlanFieldRow key={field.path} field={field} />
        ))}
      </div>
    </details>
  );
}
