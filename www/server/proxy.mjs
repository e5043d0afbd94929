// The forward proxy through which a browser reaches the practice site under real host names.
//
// It is the site's only listener: nothing is forwarded anywhere, so a request for any other host ends here. A proxy is
// set up alike in every browser, and the addresses in the browser carry no odd ports.

import http from 'node:http';
import https from 'node:https';

/** @typedef {(request: http.IncomingMessage, response: http.ServerResponse) => void} Handler */

/**
 * @param {{
 *   certificate: {key: string, cert: string},
 *   siteAt: (origin: string) => Handler | undefined,
 * }} options
 */
export async function startProxy({ certificate, siteAt }) {
  const secure = https.createServer(certificate, (request, response) => {
    answer(siteAt(originOf('https', request.headers.host)), request, response);
  });

  const proxy = http.createServer((request, response) => {
    const target = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
    const site = target?.protocol === 'http:' ? siteAt(target.origin) : undefined;
    // What follows sees the request as a web server would: with a path.
    if (target) request.url = target.pathname + target.search;
    answer(site, request, response);
  });

  proxy.on('connect', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!siteAt(originOf('https', request.url))) {
      socket.end('HTTP/1.1 502 Not a host of the practice site\r\nConnection: close\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    secure.emit('connection', socket);
  });

  // A tunnelled socket no longer belongs to a server that could close it.
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  proxy.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  await new Promise((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen(0, '127.0.0.1', () => resolve(undefined));
  });

  return {
    port: /** @type {import('node:net').AddressInfo} */ (proxy.address()).port,
    async close() {
      const closed = new Promise((resolve) => proxy.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** @type {(site: Handler | undefined, ...rest: Parameters<Handler>) => void} */
function answer(site, request, response) {
  if (site) return site(request, response);
  response.writeHead(502, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('This is not a host of the practice site.\n');
}

/** @type {(scheme: string, authority: string | undefined) => string} */
function originOf(scheme, authority) {
  const address = `${scheme}://${authority}`;
  return URL.canParse(address) ? new URL(address).origin : '';
}
