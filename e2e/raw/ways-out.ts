/**
 * Ways out of a sandbox, by name, each an expression. `http` is the address of a listening server and `opened` waits for an event. A way is open
 * where its expression comes to something true; whether anything was sent, the server knows.
 */
export type WaysOut = Readonly<Record<string, string>>;

/** What a worker may try, and so may a document. */
export const waysOut: WaysOut = {
  'fetch': "fetch(http + '/fetch')",
  'fetch without an answer': "fetch(http + '/no-cors', { mode: 'no-cors' })",
  'fetch that outlives its page': "fetch(http + '/keepalive', { mode: 'no-cors', keepalive: true, method: 'POST', body: '1' })",
  'XMLHttpRequest': "(() => { const asked = new XMLHttpRequest(); asked.open('GET', http + '/xhr', false); asked.send(); return true; })()",
  'WebSocket': "opened(new WebSocket(http.replace('http', 'ws')), 'open')",
  'EventSource': "opened(new EventSource(http + '/events'), 'open')",
  'WebTransport': "new WebTransport(http.replace('http', 'https')).ready.then(() => true)",
  'a beacon': "navigator.sendBeacon(http + '/beacon', '1') && false",
  'a font': "new FontFace('away', `url(${http}/font)`).load()",
  'importScripts': "(importScripts(http + '/script'), true)",
  'import()': "import(http + '/module')",
  'import() of data': "import('data:text/javascript,export default 1')",
  'code made from text': "new Function('return true')()",
  'a worker from elsewhere': "opened(new Worker(http + '/worker'), 'message')",
  'a worker of data': "opened(new Worker('data:text/javascript,postMessage(1)'), 'message')",
  'a shared worker from elsewhere': "opened(new SharedWorker(http + '/shared').port, 'message')",
  'a service worker': "navigator.serviceWorker.register(http + '/service')",
  'localStorage': "(localStorage.setItem('raw', '1'), true)",
  'sessionStorage': "(sessionStorage.setItem('raw', '1'), true)",
  'indexedDB': "new Promise((resolve, reject) => { const asked = indexedDB.open('raw'); asked.onsuccess = () => resolve(true); asked.onerror = reject; })",
  'caches': "caches.open('raw')",
  'a cookie': "cookieStore.set('raw', '1').then(() => true)",
  'files of its own': 'navigator.storage.getDirectory()',
  'the document of the page': 'parent.document',
  'the address of the page': 'parent.location.href',
};

/** What a document may try besides, other than to leave: a document can always go elsewhere itself, and is then no sandbox any more. */
export const waysOutOfDocument: WaysOut = {
  ...waysOut,
  'the page moved': "(top.location = http + '/top', false)",
  'the page moved by its parent': "(parent.location.replace(http + '/parent'), false)",
  'a window': "open(http + '/window')",
  'a window in place of the page': "(open(http + '/window-top', '_top'), false)",
  'a link to the page': "click('a', { href: http + '/link', target: '_top' })",
  'a link to a window': "click('a', { href: http + '/blank', target: '_blank' })",
  'a download': "click('a', { href: URL.createObjectURL(new Blob(['1'])), download: 'raw' })",
  'a form': "(put('form', { action: http + '/form', target: '_top' }).submit(), false)",
  'cookies': "(document.cookie = 'raw=1', document.cookie.includes('raw'))",
  'a question to the reader': "confirm('raw')",
  'an image': "opened(put('img', { src: http + '/image' }), 'load')",
  'a script': "opened(put('script', { src: http + '/script' }), 'load')",
  'a style': "opened(put('link', { rel: 'stylesheet', href: http + '/style' }), 'load')",
  'something fetched ahead': "opened(put('link', { rel: 'prefetch', href: http + '/prefetch' }), 'load')",
  'a picture behind': "(put('p', { style: `background: url(${http}/background)` }), false)",
  'a film': "opened(put('video', { src: http + '/video' }), 'loadeddata')",
  'an object': "(put('object', { data: http + '/object' }), false)",
  'a frame': "(put('iframe', { src: http + '/frame' }), false)",
  'a frame with an image': "(put('iframe', { srcdoc: `<img src=\"${http}/frame-image\">` }), false)",
  'a frame of a blob': "(put('iframe', { src: URL.createObjectURL(new Blob([`<img src=\"${http}/blob-image\"><script>fetch('${http}/blob-fetch')<\\/script>`], { type: 'text/html' })) }), false)",
  'a frame without a sandbox': "(put('iframe', { sandbox: 'allow-scripts allow-same-origin allow-top-navigation', srcdoc: `<script>top.location = '${http}/frame-top'<\\/script>` }), false)",
};

/** The text of a function that tries ways out, all at once, and says which are open. It runs in a worker as in a document. */
export const tryWaysOut = (ways: WaysOut, elsewhere: string): string => `async () => {
  const http = 'http://${elsewhere}';
  const opened = (target, name) => new Promise((resolve, reject) => {
    target.addEventListener(name, () => resolve(true));
    target.addEventListener('error', reject);
  });
  const put = (tag, attributes) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.documentElement.append(element);
    return element;
  };
  const click = (tag, attributes) => (put(tag, attributes).click(), false);
  const soon = new Promise((resolve) => setTimeout(resolve, 500, false));
  const tried = await Promise.all(Object.entries({
    ${Object.entries(ways).map(([name, way]) => `${JSON.stringify(name)}: () => ${way},`).join('\n    ')}
  }).map(async ([name, way]) => {
    try {
      return (await Promise.race([way(), soon])) ? name : '';
    } catch {
      return '';
    }
  }));
  new BroadcastChannel('breakable').postMessage('raw');
  return \`Tried \${tried.length} ways out; open: \${tried.filter(Boolean).join(', ') || 'none'}.\`;
}`;
