// graphql-ws, as it comes, against a service whose tokens last a second: node sockets.mjs WS-URL TOKEN [proxied]
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, token, proxied] = process.argv.slice(2);
const document = 'subscription { happenings { id } }';

/** A client that says what happens to it, and what became of its one operation. */
function open(authorization, query = document) {
  const told = { connected: 0, closed: [] };
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    retryWait: () => new Promise((done) => setTimeout(done, 50)),
    connectionParams: () => ({ authorization }),
    on: { connected: () => (told.connected += 1), closed: ({ code, wasClean }) => told.closed.push([code, wasClean]) },
  });
  const ended = new Promise((done) => {
    client.subscribe({ query }, { next() {}, error: (error) => done(error), complete: () => done('complete') });
  });
  return { client, told, ended };
}

const within = (seconds, promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error(`not within ${seconds} s`)), seconds * 1000))]);
const until = async (seconds, holds) => {
  const ends = Date.now() + seconds * 1000;
  while (!holds() && Date.now() < ends) await new Promise((done) => setTimeout(done, 20));
  assert(holds(), `not within ${seconds} s`);
};

// The token ends again and again, and the subscription lives on with a new one.
{
  const { client, told, ended } = open(`Bearer ${token}`);
  ended.then((how) => assert.equal(how, 'complete', 'it is not given up'));
  await until(15, () => told.connected >= 3);
  assert(told.closed.length >= 2 && told.closed.every(([code, clean]) => code === 4403 && clean), JSON.stringify(told));
  const before = Date.now();
  const closed = told.closed.length;
  client.dispose();
  await until(2, () => told.closed.length > closed);
  assert.deepEqual(told.closed.at(-1), [1000, true], 'our close is answered');
  assert(Date.now() - before < 1000, `the close took ${Date.now() - before} ms`);
}

// A token that proves nothing is not tried again.
{
  const { told, ended } = open('Bearer x.y.z');
  assert.equal((await within(5, ended)).code, 4401);
  await new Promise((done) => setTimeout(done, 300));
  assert.deepEqual(told, { connected: 0, closed: [[4401, true]] });
}

// Nor is a message that is too large.
{
  const { told, ended } = open(undefined, `${document} # ${'x'.repeat(300_000)}`);
  assert.equal((await within(5, ended)).code, 1009);
  // What was still on its way makes a proxy cut the connection after the code.
  assert.deepEqual(told.closed, [[1009, proxied ? told.closed[0][1] : true]]);
}

console.log('a token renewed, one refused, a message too large, a close answered');
process.exit(0);
