import { afterEach } from 'vitest';

/**
 * Set-up of a test file that has a document: files that share a process have one, so each finds it empty, at its first
 * address and with nothing kept. Elements drawn by a test go when it is over.
 */
if (typeof document !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 30_000 }); // as long as a busy machine may take
  afterEach(cleanup);
  const { documentElement: root, head, body } = document;
  for (const element of [root, head, body])
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  head.replaceChildren();
  body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
}
