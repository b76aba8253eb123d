import { PAGES } from './pages.ts';
import styles from './UnknownPage.module.css';

/** Page for an address that names no page. */
export function UnknownPage() {
  return (
    <main id="main" tabIndex={-1} className={styles['page']}>
      <h1>There is no such page</h1>
      <p>
        The address says <code>{location.hash.slice(0, LONGEST)}</code>, and this site has no page
        of that name. Nothing was started.
      </p>
      <p>
        <a href="#/">First page</a>
        {PAGES.map(({ label, hash }) => (
          <a key={hash} href={hash}>
            {label}
          </a>
        ))}
      </p>
    </main>
  );
}

/** Characters of an address that are repeated. */
const LONGEST = 80;
