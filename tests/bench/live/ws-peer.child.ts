/** The peer: broadcasts what it receives to all, and does nothing else. Prints its port. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (from) => {
  from.on('error', () => undefined);
  from.on('message', (message: Buffer) => {
    for (const client of server.clients) client.send(message, { binary: false });
  });
});
server.on('listening', () => console.log((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
