import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface SimulatorProxy {
  port: number;
  close(): Promise<void>;
}

/**
 * Starts a proxy for browsers without resolver rules (Firefox). It opens tunnels to the simulated
 * hosts only. Everything else gets 403 and is recorded in `leaks` as `host:port`, without path or
 * query.
 */
export async function startProxy(hosts: readonly string[], tlsPort: number, leaks: string[]): Promise<SimulatorProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };

  const server: Server = createServer((request, response) => {
    leaks.push(URL.canParse(request.url ?? '') ? new URL(request.url ?? '').host : `${request.headers.host}`);
    response.writeHead(403, { connection: 'close' }).end();
  });
  server.on('connection', keep);
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').split(':');
    if (!hosts.includes(host.toLowerCase()) || port !== '443') {
      leaks.push(request.url ?? '');
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    keep(upstream);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
