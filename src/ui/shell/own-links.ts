/** The address of the starting link that was pressed last. */
let started: string | null = null;

/** Marks a link that says that it runs what it holds: pressing it is a person's word. */
export const STARTS = { 'data-starts': '' } as const;

/** Tells whether a person came to this address by a link that starts what it holds. */
export const wasStarted = (hash: string): boolean => hash !== '' && hash === started;

/** Notes such links when they are pressed; the returned function ends it. */
export function watchStartingLinks(): () => void {
  const onClick = ({ target }: MouseEvent) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link) started = 'starts' in link.dataset ? link.hash : null;
  };
  addEventListener('click', onClick, true);
  return () => removeEventListener('click', onClick, true);
}
