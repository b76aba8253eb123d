import { lazy, Suspense } from 'react';

/** Where the glossary cannot be had, words stay as they are. */
const Plain = ({ text }: { readonly text: string }) => <>{text}</>;

const Terms = lazy(() =>
  import('./Term.tsx').then(
    (module) => ({ default: module.Terms }),
    () => ({ default: Plain }),
  ),
);

/** As `Terms`, in what is shown at once: the glossary, which is large, comes after it. */
export const TermsSoon = ({ text }: { readonly text: string }) => (
  <Suspense fallback={<Plain text={text} />}>
    <Terms text={text} />
  </Suspense>
);
