import { spokenName } from '#core/team.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useEnvironment } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

/** Chooses the player of a team whose networks and map are shown; nothing where one plays alone. */
export function Whose({
  player,
  onChoose,
}: {
  /** Player by position among the task's players. */
  readonly player: number;
  readonly onChoose: (player: number) => void;
}) {
  const players = useEnvironment()?.players;
  if (!players) return null;
  return (
    <div className={styles['whose']}>
      <Segmented
        label="Whose network and map"
        name="whose"
        value={String(player)}
        options={players.map(({ name }, i) => ({ value: String(i), label: spokenName(name) }))}
        onChange={(to) => onChoose(Number(to))}
      />
    </div>
  );
}
