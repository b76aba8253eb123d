import { engineWords } from '#archive/engine-words.ts';
import { counted } from '#core/counted.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import type { KeptEvolution } from '#store/strategy/teams/kept-evolutions.ts';
import { hasMore, isComputing, type TeamsState } from '#store/strategy/teams/teams-state.ts';
import { Button } from '../../parts/Button.tsx';
import { duration } from '../../parts/duration.ts';
import wheel from '../wheel/Wheel.module.css';
import { PlanFiles } from './PlanFiles.tsx';
import { Selected } from './Selected.tsx';
import { TrainingNow } from './TrainingNow.tsx';
import { useTeams, useTeamsState } from './teams-context.ts';

/** The evolution that is shown: how far it is, who trains or is judged, and how they were chosen. */
export function Evolution() {
  const teams = useTeams();
  const shown = useTeamsState((state) => state.shown);
  const status = useTeamsState((state) => state.status);
  const goesOn = useTeamsState(isComputing);
  const more = useTeamsState(hasMore);
  const other = useTeamsState(({ shown: kept, offer }) =>
    kept && offer ? engineWords(kept.engine, offer) : null,
  );
  if (!shown) return <p className={wheel['text']}>The first teams are being made …</p>;
  const { plan } = shown;
  const stays = other !== null && more;
  return (
    <>
      <p className={wheel['text']}>
        <strong>{plan.name}</strong>: {counted(plan.rows, 'team')},{' '}
        {counted(plan.episodes, 'generation')}, seed {plan.seed}.
      </p>
      <Standing />
      {other !== null && (
        <p className={wheel['text']}>
          It was {other}.
          {stays &&
            ' It would go on differently: it can be looked at, its teams be kept, and its plan be begun anew.'}
        </p>
      )}
      <div className={wheel['line']}>
        {status.kind === 'running' || status.kind === 'starting' ? (
          <Button look="solid" onClick={() => teams.pause()}>
            Pause the evolution
          </Button>
        ) : (
          more &&
          (stays ? (
            <Button look="solid" onClick={() => teams.setUpAgain()}>
              Set up the same again
            </Button>
          ) : (
            <Button look="solid" onClick={() => void teams.goOn()}>
              Go on evolving
            </Button>
          ))
        )}
        {goesOn ? (
          <Button
            look="outlined"
            title="Ends it; what is over stays, and it can be gone on with"
            onClick={() => teams.stop()}
          >
            Stop the evolution
          </Button>
        ) : (
          <Button onClick={() => teams.close()}>Another evolution</Button>
        )}
        <PlanFiles plan={plan} />
      </div>
      {goesOn && <TrainingNow />}
      <Selected shown={shown} />
    </>
  );
}

/** One sentence on where it stands; said aloud when a generation is over. */
function Standing() {
  const words = useTeamsState(
    ({ shown, status, timed }) =>
      shown && standing(shown, status, timed?.plan === shown.plan ? timed.seconds : null),
  );
  const now = useTeamsState(({ shown, progress, part, intervals, status }) => {
    if (!shown || status.kind !== 'running') return '';
    const all = intervalsOf(shown.plan.training);
    const share = Math.round(100 * (progress?.done ?? 0));
    const { evaluations = 1 } = shown.plan;
    const of = evaluations > 1 ? ` in evaluation run ${part} of ${evaluations}` : '';
    const doing = part === 0 ? 'Its teams learn' : `Its teams are judged${of}`;
    return `${doing}: interval ${Math.min(all, intervals.length + 1)} of ${all}, ${share} % of it.`;
  });
  return (
    <p className={wheel['text']}>
      <span role="status">{words}</span> {now}
    </p>
  );
}

/** `seconds`: how long the plan was said to take, which holds until a generation tells more; null: that was not asked. */
function standing(
  { generations, plan, end }: KeptEvolution,
  status: TeamsState['status'],
  seconds: number | null,
): string {
  const done = generations.length;
  const took = generations.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0) / 1000;
  const left = done > 0 ? (took / done) * (plan.episodes - done) : seconds;
  const about = left === null ? '' : ` About ${duration(left)} to go.`;
  const hash = generations.at(-1)?.hash.slice(0, 8);
  const so = hash === undefined ? '' : ` Hash ${hash}.`;
  if (done === plan.episodes)
    return `All ${counted(done, 'generation')} are over, after ${duration(took)} of computing.${so}`;
  switch (status.kind) {
    case 'starting':
      return 'The teams are being set up …';
    case 'running':
      return `Generation ${done + 1} of ${plan.episodes} is under way.${about}`;
    case 'paused':
      return `Paused in generation ${done + 1} of ${plan.episodes}.${about}`;
    default:
      return `${end === 'stopped' ? 'Stopped' : 'Left'} after ${done} of ${counted(plan.episodes, 'generation')}.${so}`;
  }
}
