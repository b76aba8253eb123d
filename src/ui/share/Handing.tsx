import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { LengthGrade } from '#store/share/share-link.ts';
import { Button } from '../parts/Button.tsx';
import { BY_HAND, copyText } from '../parts/copy-text.ts';
import { Icon } from '../parts/Icon.tsx';
import styles from './ShareDialog.module.css';

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }));

const GRADES: Record<LengthGrade, string> = {
  short: 'short enough for every program',
  long: 'some programs cut links of more than 1,800 characters',
  tooLong: 'too long for many programs',
};

/** Time for which it is said that the link was copied, ms. */
const COPIED_MS = 4000;

/** The link itself, and the ways to hand it on. */
export function Handing({
  address,
  grade,
  hasFile,
}: {
  readonly address: string;
  readonly grade: LengthGrade;
  /** True when the run can be sent as a file, too. */
  readonly hasFile: boolean;
}) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const [code, setCode] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link was not copied.
  useEffect(() => setCopied(null), [address]);
  useEffect(() => {
    if (copied !== 'yes') return;
    const timer = setTimeout(setCopied, COPIED_MS, null);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    const isCopied = await copyText(address);
    setCopied(isCopied ? 'yes' : 'no');
    if (isCopied) return;
    field.current?.focus();
    field.current?.select();
  };
  const share = () =>
    navigator.share({ title: 'Evolution Playground', url: address }).catch((error: unknown) => {
      // Closing the system's dialog is no failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setCopied('no');
    });

  return (
    <>
      <div className={styles['link']}>
        <label htmlFor={id}>Link</label>
        <textarea
          ref={field}
          id={id}
          readOnly
          rows={4}
          value={address}
          aria-describedby={`${id}-length`}
          onFocus={(event) => event.target.select()}
        />
        <p id={`${id}-length`} className={styles['length']} data-grade={grade}>
          <Icon name={grade === 'short' ? 'check' : 'warning'} />
          <span>
            {address.length.toLocaleString('en')} characters: {GRADES[grade]}.
            {grade === 'tooLong' &&
              (hasFile ? ' Send the run as a file instead.' : ' Run it, then send it as a file.')}
          </span>
        </p>
      </div>
      <div className={styles['actions']}>
        <Button look="solid" data-focus-first onClick={copy}>
          <Icon name={copied === 'yes' ? 'check' : 'share'} />
          {copied === 'yes' ? 'Copied' : 'Copy link'}
        </Button>
        {'share' in navigator && (
          <Button look="outlined" onClick={share}>
            Share with …
          </Button>
        )}
        <Button look="outlined" aria-expanded={code} onClick={() => setCode(!code)}>
          QR code
        </Button>
      </div>
      <p role="status" className={copied === 'no' ? styles['soft'] : 'visually-hidden'}>
        {copied === 'yes' && 'The link was copied.'}
        {copied === 'no' && BY_HAND}
      </p>
      {code && (
        <Suspense fallback={<div className={styles['code']} />}>
          <QrCode text={address} />
        </Suspense>
      )}
    </>
  );
}
