/* Says why the page stays empty, where a browser cannot run its program. Written so that any browser can run this. */
(function () {
  var notice = document.getElementById('unable');
  if (!notice) return;

  function tell(text) {
    if (!notice.isConnected && notice.parentNode === null) return; // the page is there
    if (text) notice.textContent = text;
    notice.style.display = 'block';
  }

  if (location.protocol === 'file:') tell('');
  else if (!('noModule' in document.createElement('script')))
    tell('This browser is too old for Evolution Playground: it knows no modules of JavaScript. Take a newer one.');

  addEventListener(
    'error',
    function (event) {
      if (location.protocol === 'file:') return;
      if (event.target && event.target.tagName === 'SCRIPT')
        tell('A part of Evolution Playground could not be loaded. See that you are connected, then reload the page.');
      else if (event.message)
        tell('Evolution Playground cannot start in this browser, which may be too old: ' + event.message);
    },
    true,
  );
})();
