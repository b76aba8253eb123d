import { lazy, Suspense, useState } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { Button } from '../parts/Button.tsx';

const SignKey = lazy(async () => ({ default: (await import('./SignKey.tsx')).SignKey }));

/** Opens the key to all signs. */
export function KeyButton({ algorithm }: { readonly algorithm: AlgorithmDeclaration | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="outlined" data-export="no" onClick={() => setOpen(true)}>
        Key
      </Button>
      {open && (
        <Suspense>
          <SignKey algorithm={algorithm} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
