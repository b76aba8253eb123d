import { useCallback, useState } from 'react';
import { counted } from '#core/counted.ts';
import type { Keeping } from '#store/strategy/kept-runs.ts';
import { evolutionsOf, type KeptEvolution } from '#store/strategy/teams/kept-evolutions.ts';
import { useAnswer, useLibrary } from '../../library/library-context.ts';
import { Button } from '../../parts/Button.tsx';
import wheel from '../wheel/Wheel.module.css';
import { useTeams } from './teams-context.ts';

/** Evolutions that this browser keeps, the newest first. */
export function KeptEvolutions() {
  const library = useLibrary();
  const teams = useTeams();
  const answer = useAnswer(useCallback((kept: Keeping) => evolutionsOf(kept).shown(), []));
  /** The one that was deleted last, which can be brought back until this is left. */
  const [gone, setGone] = useState<KeptEvolution | null>(null);
  if (answer.kind !== 'there') return null;
  const { items: evolutions, damaged } = answer.value;
  if (evolutions.length + damaged.length === 0 && !gone) return null;
  const remove = async (kept: KeptEvolution) => {
    if (await evolutionsOf(library).putAway(kept.id)) setGone(kept);
    else teams.notify(`“${kept.plan.name}” is open in another tab and cannot be deleted now.`);
  };
  return (
    <ul className={wheel['kept']} aria-label="Kept evolutions">
      {evolutions.map((kept) => {
        const { id, plan, generations, createdAt } = kept;
        const when = new Date(createdAt).toLocaleString();
        return (
          <li key={id} className={wheel['line']}>
            <Button onClick={() => void teams.open(kept)}>
              {plan.name}, {counted(plan.rows, 'team')}, {generations.length} of{' '}
              {counted(plan.episodes, 'generation')}, {when}
            </Button>
            <Button
              aria-label={`Delete the evolution ${plan.name} of ${when}`}
              onClick={() => void remove(kept)}
            >
              Delete
            </Button>
          </li>
        );
      })}
      {gone && !evolutions.some(({ id }) => id === gone.id) && (
        <li className={wheel['line']}>
          <span role="status">“{gone.plan.name}” was deleted.</span>
          <Button
            onClick={() =>
              void evolutionsOf(library)
                .restore(gone.id)
                .then(() => setGone(null))
            }
          >
            Undo
          </Button>
        </li>
      )}
      {damaged.map(({ id, message }) => (
        <li key={id} className={wheel['line']}>
          An evolution cannot be read: {message}
          <Button onClick={() => void evolutionsOf(library).delete(id)}>Delete</Button>
        </li>
      ))}
    </ul>
  );
}
