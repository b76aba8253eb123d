/** The link of the page itself that was pressed last: to press one is to ask for the run that it holds. */
let pressed: string | null = null;

/** Whether a person came to this address by a link of the page, rather than from elsewhere. */
export const wasPressed = (hash: string): boolean => hash !== '' && hash === pressed;

/** Notes the links that are pressed; the returned function ends it. */
export function watchOwnLinks(): () => void {
  const onClick = ({ target }: MouseEvent) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link) pressed = link.hash;
  };
  addEventListener('click', onClick, true);
  return () => removeEventListener('click', onClick, true);
}
