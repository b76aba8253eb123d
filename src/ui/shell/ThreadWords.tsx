/** Reason why a run has one thread, and how to get more; for a page that may not share memory among threads. */
export function ThreadWords() {
  return (
    <p>
      One thread: results are the same, only slower.{' '}
      {window.isSecureContext
        ? 'For more, the server must send two headers with the page, Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, as npm start does.'
        : 'For more, the page must come by https or from this machine (localhost): browsers share memory among threads only there.'}
    </p>
  );
}
