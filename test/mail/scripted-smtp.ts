import { AddressInfo, createServer, Socket } from 'node:net';

/** What a server does at a step: answers with a line, breaks the connection, or falls silent. */
export type Reply = string | 'DROP' | 'HANG';
export type Verb = 'GREETING' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'FIRST-BYTES' | 'DOT';
export type Script = Partial<Record<Verb, Reply>>;

export interface ScriptedServer {
  readonly port: number;
  /** Messages that came in whole, up to and with the final dot, whatever was answered. */
  readonly messages: readonly string[];
  readonly recipients: readonly string[];
  /** Changes what later connections meet. */
  play(script: Script): void;
  close(): Promise<void>;
}

/** A mail server that follows a script, for the faults that no real one will show on demand. */
export async function scriptedServer(first: Script = {}): Promise<ScriptedServer> {
  let script = first;
  const messages: string[] = [];
  const recipients: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket, script, messages, recipients);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages,
    recipients,
    play: (next) => (script = next),
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const politeReplies: Record<Verb, Reply> = {
  GREETING: '220 mail.vgr.example ESMTP',
  EHLO: '250 mail.vgr.example',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  'FIRST-BYTES': 'HANG',
  DOT: '250 queued',
};

function converse(socket: Socket, script: Script, messages: string[], recipients: string[]): void {
  let inData = false;
  let unread = '';
  const answer = (verb: Verb) => {
    const reply = script[verb] ?? politeReplies[verb];
    if (reply === 'DROP') socket.destroy();
    else if (reply.endsWith('<unfinished>')) socket.end(reply.replace('<unfinished>', ''));
    else if (reply.startsWith('<late>')) setTimeout(() => socket.write(`${reply.replace('<late>', '')}\r\n`), 250);
    else if (reply !== 'HANG') socket.write(`${reply}\r\n`);
  };
  const line = (text: string) => {
    const verb = text.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') recipients.push(text);
    if (verb === 'DATA') inData = (script.DATA ?? politeReplies.DATA).startsWith('354');
    if (verb === 'EHLO' || verb === 'MAIL' || verb === 'RCPT' || verb === 'DATA') answer(verb);
    else socket.write('500 what\r\n');
  };
  answer('GREETING');
  socket.on('data', (bytes) => {
    if (inData && unread === '' && script['FIRST-BYTES'] !== undefined) return answer('FIRST-BYTES');
    unread += bytes.toString('latin1');
    if (inData && unread.includes('\r\n.\r\n')) {
      messages.push(unread);
      unread = '';
      inData = false;
      return answer('DOT');
    }
    if (inData) return;
    const lines = unread.split('\r\n');
    unread = lines.pop() ?? '';
    lines.forEach(line);
  });
}
