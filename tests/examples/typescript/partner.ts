// A partner's program in small: reads needs, reports one, follows it. See ../README.md.
import { exec } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { initGraphQLTada, type ResultOf, type TadaDocumentNode, type VariablesOf } from 'gql.tada';
import { print, type GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { introspection } from './graphql-env.js';

const graphql = initGraphQLTada<{ introspection: introspection; scalars: { Date: string; DateTime: string } }>();
const service = process.env.SERVICE_URL ?? 'http://127.0.0.1:8080';
const attempts = 6;

const Roles = graphql(`query Roles { viewer { roles { role councilId } } }`);
const Needs = graphql(`
  query Needs($first: Int!, $after: String) {
    needs(first: $first, after: $after, orderBy: [{ field: REPORTED_ON, direction: DESC }]) {
      nodes { id title status peopleNeeded }
      pageInfo { hasNextPage endCursor }
    }
  }`);
const Version = graphql(`query Version($id: ID!) { node(id: $id) { __typename ... on Need { version } } }`);
const ReportNeed = graphql(`
  mutation ReportNeed($input: ReportNeedInput!) {
    reportNeed(input: $input) { need { id version } userErrors { code message path } }
  }`);
const QualifyNeed = graphql(`
  mutation QualifyNeed($input: QualifyNeedInput!) {
    qualifyNeed(input: $input) { need { id version status } userErrors { code message path } }
  }`);
const Happenings = graphql(`
  subscription Happenings($names: [String!]) { happenings(names: $names) { id name subjectId } }`);

/** What was refused as a whole: no payload says it, and `extensions.code` says what to do. */
class Refused extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join(' '));
  }
  has(code: string): boolean {
    return this.errors.some(({ extensions }) => extensions?.['code'] === code);
  }
}

/** A new token; in production the identity provider gives it, and it is kept until shortly before it ends. */
async function token(): Promise<string> {
  const command = process.env.TOKEN_COMMAND ?? 'kompetensnav token --config demo.toml demo-process-leader';
  return (await promisify(exec)(command)).stdout.trim();
}
let bearer = `Bearer ${await token()}`;

/** Asks, and asks again where that helps. A mutation goes with a key: however often it is sent, it is done once. */
async function ask<R, V>(document: TadaDocumentNode<R, V>, variables: V, key: string = randomUUID()): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    const again = attempt < attempts;
    const answer = await fetch(`${service}/graphql`, {
      method: 'POST',
      headers: {
        authorization: bearer,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        'accept-language': 'en',
        'idempotency-key': key,
      },
      body: JSON.stringify({ query: print(document), variables }),
    }).catch((error: unknown) => {
      if (!again) throw error;
    });
    // No answer at all: whether it was done is not known, and the key makes it safe to ask.
    if (!answer || (again && [429, 503].includes(answer.status))) {
      const seconds = Number(answer?.headers.get('retry-after') ?? 1);
      console.log(`waits ${seconds} s after ${answer?.status ?? 'a broken connection'}`);
      await sleep(seconds * 1000);
      continue;
    }
    const { data, errors } = (await answer.json()) as { data?: R; errors?: GraphQLFormattedError[] };
    if (data && !errors) return data;
    const refused = new Refused(errors ?? []);
    if (!again || !refused.has('TOKEN_EXPIRED')) throw refused;
    bearer = `Bearer ${await token()}`;
  }
}

async function* allNeeds(): AsyncGenerator<ResultOf<typeof Needs>['needs']['nodes'][number]> {
  let after: string | null = null;
  do {
    const { needs }: ResultOf<typeof Needs> = await ask(Needs, { first: 100, after });
    yield* needs.nodes;
    after = needs.pageInfo.hasNextPage ? needs.pageInfo.endCursor : null;
  } while (after);
}

type UserError = { code: string; message: string; path: readonly string[] };
const show = (errors: readonly UserError[]): void =>
  errors.forEach(({ path, code, message }) => console.log(`${path.join('.')}: ${code}: ${message}`));

/** Qualifies at the version that was seen; where someone was faster, looks again. */
async function qualify(id: string, sni: string, seen: number): Promise<void> {
  for (let version = seen; ; ) {
    const { qualifyNeed } = await ask(QualifyNeed, { input: { id, expectedVersion: version, codes: { sni } } });
    show(qualifyNeed.userErrors);
    if (qualifyNeed.need) return console.log(`qualified: ${qualifyNeed.need.status}`);
    if (!qualifyNeed.userErrors.some(({ code }) => code === 'VERSION_IS_STALE')) throw new Error('not qualified');
    const { node } = await ask(Version, { id });
    if (node?.__typename !== 'Need') throw new Error('the need is out of reach');
    version = node.version;
  }
}

/** Follows what happens to needs until this one is endorsed, through lost connections and ended tokens. */
async function followed(id: string): Promise<void> {
  const client = createClient({
    url: `${service.replace(/^http/, 'ws')}/graphql/ws`,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Infinity,
    retryWait: async (retries) => sleep(Math.min(500 * 2 ** retries, 30_000) * (0.5 + Math.random() / 2)),
    // Also where there is no connection to be had; what the protocol holds for final, such as 4401, is not tried again.
    shouldRetry: () => true,
    on: { connected: () => console.log('connected') },
  });
  // Sent anew with each connection: the stream goes on after the last event that was seen.
  const extensions: Record<string, string> = {};
  const variables: VariablesOf<typeof Happenings> = { names: ['NeedReported', 'NeedEndorsed'] };
  const events = client.iterate<ResultOf<typeof Happenings>>({ query: print(Happenings), variables, extensions });
  for await (const { data, errors } of events) {
    if (!data) throw new Refused(errors ?? []);
    extensions['lastEventId'] = data.happenings.id;
    console.log(`event ${data.happenings.name}`);
    if (data.happenings.name === 'NeedEndorsed' && data.happenings.subjectId === id) break;
  }
  await client.dispose();
}

let people = 0;
for await (const need of allNeeds()) people += need.peopleNeeded;
console.log(`people needed: ${people}`);

await ask(Needs, { first: 101 }).catch((error: unknown) => {
  if (!(error instanceof Refused && error.has('INVALID'))) throw error;
  console.log(`refused: ${error.message}`);
});

const councilId = (await ask(Roles, {})).viewer.roles.find(({ role }) => role === 'PROCESS_LEADER')?.councilId ?? null;
const why = { basis: 'BOTH', cause: 'TECHNOLOGY_SHIFT', horizon: 'SHORT', targetGroup: 'ALL' } as const;
const need = { councilId, title: 'Batteriteknik', ...why };
show((await ask(ReportNeed, { input: { ...need, peopleNeeded: 0 } })).reportNeed.userErrors);
const key = randomUUID();
const report = () => ask(ReportNeed, { input: { ...need, peopleNeeded: 12 } }, key);
const [sent, again] = [await report(), await report()];
const reported = sent.reportNeed.need;
if (!reported || reported.id !== again.reportNeed.need?.id) throw new Error('it was not reported once');
console.log(`reported ${reported.id}`);
await qualify(reported.id, '29', reported.version - 1);
await followed(reported.id);
