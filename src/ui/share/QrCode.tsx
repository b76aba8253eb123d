import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './ShareDialog.module.css';

/** Bytes that the largest code holds at the lowest level of correction (ISO/IEC 18004, version 40-L). */
const MOST_BYTES = 2953;

/** Light modules around a code, so that cameras find it. */
const BORDER = 4;

/** A link as a code for a camera, black on white in every theme: cameras expect it so. */
export function QrCode({ text }: { readonly text: string }) {
  const code = useMemo(
    () => (text.length > MOST_BYTES ? null : encode(text, { ecc: 'L', border: BORDER })),
    [text],
  );
  if (!code)
    return (
      <p className={styles['soft']}>
        A QR code holds {MOST_BYTES.toLocaleString('en')} characters; this link has{' '}
        {text.length.toLocaleString('en')}.
      </p>
    );
  const dark = code.data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      role="img"
      aria-label="QR code of the link"
      className={styles['code']}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}
