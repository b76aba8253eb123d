import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '#protocol/client.ts';
import { autosave } from '#store/autosave.ts';
import { createIndexedShelf } from '#store/indexed-shelf.ts';
import { createLab } from '#store/lab.ts';
import { App } from '#ui/shell/App.tsx';
import { openAddress } from '#ui/shell/link-sync.ts';
import { restoreTheme } from '#ui/shell/theme.ts';
import '#ui/theme.css';

const hash = location.hash;
const client = createClient(
  () => new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' }),
);
const shelf = createIndexedShelf();
const left = shelf.load();
const lab = createLab(client, (ready, catalog) => {
  void left.then((saved) => openAddress(ready, catalog, hash, true, saved));
});
autosave(client, shelf, () =>
  lab.notify('This browser has no room to keep the run: after a reload it would begin anew.'),
);

restoreTheme();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <App lab={lab} />
  </StrictMode>,
);
