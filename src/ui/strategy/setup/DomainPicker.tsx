import type { DomainEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { isSame } from '#store/strategy/set-up.ts';
import styles from '../../setup/Setup.module.css';
import { useStrategy, useStrategyState } from '../strategy-context.ts';

const NONE = [] as const;

/** Choosing a domain fills in how its images are; how many there are of them stays. */
export function DomainPicker({ draft }: { readonly draft: StrategyConfig }) {
  const lab = useStrategy();
  const domains = useStrategyState(({ catalog }) => catalog?.domains ?? NONE);
  const { data } = draft;
  const shown = domains.find((domain) => isSame(withImages(domain, data), data));
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
        {!shown && (
          <option value="">{data.kind === 'own' ? `Own: ${data.name}` : 'Changed'}</option>
        )}
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

/** A domain with as many images, of the same side. */
const withImages = ({ settings }: DomainEntry, { images, size }: StrategyConfig['data']) => ({
  ...settings,
  images,
  size,
});

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
