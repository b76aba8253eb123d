import { useCallback } from 'react';
import { counted } from '#core/counted.ts';
import type { Library } from '#store/library/library.ts';
import { deleteEvolution, evolutionsOf } from '#store/strategy/teams/kept-evolutions.ts';
import { useAnswer, useLibrary } from '../../library/library-context.ts';
import { Button } from '../../parts/Button.tsx';
import wheel from '../wheel/Wheel.module.css';
import { useTeams } from './teams-context.ts';

/** Evolutions that this browser keeps, the newest first. */
export function KeptEvolutions() {
  const library = useLibrary();
  const teams = useTeams();
  const answer = useAnswer(useCallback((from: Library) => evolutionsOf(from).list(), []));
  if (answer.kind !== 'there') return null;
  const { items, damaged } = answer.value;
  if (items.length + damaged.length === 0) return null;
  const sorted = [...items].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <ul className={wheel['kept']} aria-label="Kept evolutions">
      {sorted.map((kept) => {
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
              onClick={() => void deleteEvolution(library, id)}
            >
              Delete
            </Button>
          </li>
        );
      })}
      {damaged.map(({ id, message }) => (
        <li key={id} className={wheel['line']}>
          An evolution cannot be read: {message}
          <Button onClick={() => void deleteEvolution(library, id)}>Delete</Button>
        </li>
      ))}
    </ul>
  );
}
