import { connect } from 'node:net';

/** One kept-alive connection, one request at a time. Plain sockets: an HTTP client takes more of the two cores than a load
 *  may cost. */
export class Caller {
  #socket = null;
  #waiting = null;
  #received = [];
  #length = 0;
  #whole = null;

  constructor(port) {
    this.port = port;
  }

  /** @returns `{ status, etag, text() }` */
  send(method, path, { token, body, ifMatch } = {}) {
    const content = body === undefined ? '' : JSON.stringify(body);
    const lines = [
      `${method} ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
      ...(ifMatch === undefined ? [] : [`if-match: "${ifMatch}"`]),
      ...(body === undefined
        ? []
        : ['content-type: application/json', `content-length: ${Buffer.byteLength(content)}`]),
    ];
    if (this.#socket === null || this.#socket.destroyed) this.#connect();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${lines.join('\r\n')}\r\n\r\n${content}`);
    });
  }

  /** As `send`. @throws where the answer is no success */
  async ask(method, path, about) {
    const answer = await this.send(method, path, about);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text()}`);
    return answer;
  }

  close() {
    this.#waiting = null;
    this.#socket?.destroy();
  }

  /** At first, and where the program has closed a connection that was idle for long. */
  #connect() {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the program closed the connection')));
    this.#socket = socket;
  }

  #receive(chunk) {
    this.#received.push(chunk);
    this.#length += chunk.length;
    if (this.#whole === null) {
      const bytes = Buffer.concat(this.#received);
      this.#received = [bytes];
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.#whole = headOf(bytes.toString('latin1', 0, end), end + 4);
    }
    if (this.#length >= this.#whole.end) this.#answer();
  }

  #answer() {
    const { status, etag, start, end } = this.#whole;
    const bytes = Buffer.concat(this.#received);
    const { resolve } = this.#waiting;
    this.#received = [];
    this.#length = 0;
    this.#whole = null;
    this.#waiting = null;
    resolve({ status, etag, text: () => bytes.toString('utf8', start, end) });
  }

  #fail(error) {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}

function headOf(head, start) {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length === null) throw new Error(`an answer without a length: ${head}`);
  return {
    status: Number(head.slice(9, 12)),
    etag: /\r\netag: *"(\d+)"/i.exec(head)?.[1] ?? null,
    start,
    end: start + Number(length[1]),
  };
}
