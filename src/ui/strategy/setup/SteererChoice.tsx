import { type ReactNode, useId } from 'react';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { withoutIdle } from '#store/strategy/rows.ts';
import { Button } from '../../parts/Button.tsx';
import setup from '../../setup/Setup.module.css';
import { useStrategy } from '../strategy-context.ts';
import styles from './RowList.module.css';

/** The choice of the team or search that steers a row; one that steers no row any more goes. */
export function SteererChoice({
  label,
  chosen,
  all,
  most,
  words,
  own,
  edit,
  onChoose,
  onOwn,
  children,
}: {
  readonly label: string;
  readonly chosen: string;
  readonly all: readonly { readonly name: string }[];
  readonly most: number;
  /** Explanation of its work. */
  readonly words: string;
  /** Label of the button that gives the row one of its own. */
  readonly own: string;
  /** Name by which changes that belong together are undone as one. */
  readonly edit: string;
  readonly onChoose: (config: StrategyConfig, name: string) => StrategyConfig;
  readonly onOwn: (config: StrategyConfig, catalog: StrategyCatalog) => StrategyConfig;
  readonly children?: ReactNode;
}) {
  const lab = useStrategy();
  const id = useId();
  return (
    <div className={styles['turn']}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={setup['input']}
        value={chosen}
        onChange={(event) =>
          lab.change(edit, (config) => withoutIdle(onChoose(config, event.target.value)))
        }
      >
        {all.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <p className={styles['source']}>{words}</p>
      <Button
        disabled={all.length >= most}
        onClick={() =>
          lab.change(edit, (config) => {
            const { catalog } = lab.store.getState();
            return catalog ? withoutIdle(onOwn(config, catalog)) : config;
          })
        }
      >
        {own}
      </Button>
      {children}
    </div>
  );
}
