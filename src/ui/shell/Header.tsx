import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ShareButton } from '../share/ShareButton.tsx';
import styles from './Header.module.css';
import { PAGES } from './pages.ts';
import type { Page } from './route.ts';
import { toggleTheme, useTheme } from './theme.ts';

export function Header({
  page,
  onShowKeys,
}: {
  readonly page: Page;
  readonly onShowKeys: () => void;
}) {
  const theme = useTheme();
  return (
    <header className={styles['header']}>
      <a href="#/" aria-label="Evolution Playground" className={styles['brand']}>
        <svg width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden="true">
          <path
            d="M2 11h4.5C10 11 9.5 4 13 4h3M6.5 11C10 11 9.5 18 13 18h3M6.5 11H16"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
          />
          <circle cx="18" cy="4" r="2.2" fill="currentColor" />
          <circle cx="18" cy="18" r="2.2" fill="currentColor" />
          <rect x="15.8" y="8.8" width="4.4" height="4.4" fill="currentColor" />
        </svg>
        <span>Evolution Playground</span>
      </a>
      <nav aria-label="Pages" className={styles['nav']}>
        {PAGES.map(({ label, hash, pages }) => (
          <a key={hash} href={hash} aria-current={pages.includes(page) ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div className={styles['tools']}>
        {page !== 'home' && page !== 'strategy' && <ShareButton />}
        <Button
          square
          className={styles['keys']}
          aria-label="List of keys"
          title="List of keys (?)"
          onClick={onShowKeys}
        >
          <Icon name="keys" />
        </Button>
        <Button
          square
          aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'}
          title={theme === 'dark' ? 'Light colours' : 'Dark colours'}
          onClick={toggleTheme}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </Button>
      </div>
    </header>
  );
}
