import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { domainLabel, domainOf, withImages } from '#store/strategy/domains.ts';
import styles from '../../setup/Setup.module.css';
import { useStrategy, useStrategyState } from '../strategy-context.ts';

const NONE = [] as const;

/** Choosing a domain fills in how its images are; how many there are of them stays. */
export function DomainPicker({ draft }: { readonly draft: StrategyConfig }) {
  const lab = useStrategy();
  const domains = useStrategyState(({ catalog }) => catalog?.domains ?? NONE);
  const { data } = draft;
  const shown = domainOf(data, domains);
  return (
    <div className={`${styles['preset']} ${styles['knobs']}`}>
      <label htmlFor="domain">Images</label>
      <select
        id="domain"
        value={shown?.id ?? ''}
        onChange={(event) => {
          const chosen = domains.find(({ id }) => id === event.target.value);
          if (chosen)
            lab.change('domain', (config) => ({
              ...config,
              data: withImages(chosen, config.data),
            }));
        }}
      >
        {!shown && <option value="">{domainLabel(data, domains)}</option>}
        {domains.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {shown && <p>{sentence(shown.about)}</p>}
    </div>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
