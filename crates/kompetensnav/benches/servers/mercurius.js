// Mercurius, as one tunes it by hand for the benchmark's questions: one statement a level, compiled operations, prepared statements.
// Anyone reads and writes everything, and nothing is limited.

import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";
import { connectionString, poolConfig, ready } from "./shared.js";

// A date is the text that it is answered as.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString, ...poolConfig });

const prepared = new Map();
/** Rows of a statement that each connection prepares once. */
async function rows(text, values) {
  let name = prepared.get(text);
  if (name === undefined) prepared.set(text, (name = `s${prepared.size}`));
  return (await pool.query({ name, text, values })).rows;
}

const EFFORT = `id, title, kind, status, hours, reusable, provider_id AS "providerId"`;
const NEED = `id, title, status, people_needed AS "peopleNeeded", reported_on AS "reportedOn",
  industry_council_id AS "industryCouncilId"`;
const ENROLMENT = `id, version, status, source, applied_on AS "appliedOn", started_on AS "startedOn", ended_on AS "endedOn", minutes`;

const schema = `
  type Query {
    effort(id: ID!): Effort
    council(id: ID!): Council
    project(id: ID!): Project
    needs(councilId: ID!, peopleNeededFrom: Int, first: Int!): NeedConnection!
    enrolments(organisationId: ID!, first: Int!): EnrolmentConnection!
  }
  type Mutation { reportNeed(input: ReportNeedInput!): ReportNeedPayload! }
  input ReportNeedInput {
    id: ID! industryCouncilId: ID! title: String! basis: String! cause: String! horizon: String! targetGroup: String!
    peopleNeeded: Int!
  }
  type ReportNeedPayload { need: Need }
  type Council { id: ID! name: String! industryCouncils(first: Int!): IndustryCouncilConnection! }
  type IndustryCouncil { id: ID! name: String! needs(first: Int!): NeedConnection! }
  type Organisation { id: ID! name: String! }
  type Project { id: ID! efforts(first: Int!): EffortConnection! }
  type Need {
    id: ID! title: String! status: String! peopleNeeded: Int! reportedOn: String!
    industryCouncil: IndustryCouncil efforts(first: Int!): EffortConnection!
  }
  type Effort {
    id: ID! title: String! kind: String! status: String! hours: Int! reusable: Boolean!
    provider: Organisation enrolments(first: Int!): EnrolmentConnection!
  }
  type Enrolment {
    id: ID! version: Int! status: String! source: String! appliedOn: String startedOn: String endedOn: String minutes: Int
  }
  type IndustryCouncilConnection { nodes: [IndustryCouncil!]! }
  type NeedConnection { nodes: [Need!]! }
  type EffortConnection { nodes: [Effort!]! }
  type EnrolmentConnection { nodes: [Enrolment!]! }
`;

async function one(table, columns, id) {
  return (await rows(`SELECT ${columns} FROM ${table} WHERE id = $1`, [id]))[0] ?? null;
}

/** What each of many refers to, asked for once however many refer to it. */
function referred(table, columns, key) {
  const loader = async (queries) => {
    const ids = [...new Set(queries.map(({ obj }) => obj[key]).filter((id) => id !== null))];
    const found = ids.length === 0 ? [] : await rows(`SELECT ${columns} FROM ${table} WHERE id = ANY($1)`, [ids]);
    const by = new Map(found.map((row) => [row.id, row]));
    return queries.map(({ obj }) => by.get(obj[key]) ?? null);
  };
  return { loader, opts: { cache: false } };
}

/** The first children of each of many. Their parent stands in the column `of`. */
function children(columns, from) {
  const text = `SELECT p.id AS of, c.* FROM unnest($1::text[]) p (id) CROSS JOIN LATERAL (SELECT ${columns} FROM ${from} LIMIT $2) c`;
  const loader = async (queries) => {
    // In one document every parent at a level is asked for as many, unless it is asked under two names.
    const sizes = new Set(queries.map(({ params }) => params.first));
    const lists = new Map();
    for (const size of sizes) {
      const asked = queries.filter(({ params }) => params.first === size);
      for (const row of await rows(text, [[...new Set(asked.map(({ obj }) => obj.id))], size])) {
        const key = `${size} ${row.of}`;
        const list = lists.get(key);
        if (list === undefined) lists.set(key, [row]);
        else list.push(row);
      }
    }
    return queries.map(({ obj, params }) => ({ nodes: lists.get(`${params.first} ${obj.id}`) ?? [] }));
  };
  return { loader, opts: { cache: false } };
}

const resolvers = {
  Query: {
    effort: (_, { id }) => one("efforts", EFFORT, id),
    council: (_, { id }) => one("councils", "id, name", id),
    project: (_, { id }) => one("projects", "id", id),
    needs: async (_, { councilId, peopleNeededFrom, first }) => ({
      nodes: await rows(
        `SELECT ${NEED} FROM needs WHERE council_id = $1 AND people_needed >= $2 ORDER BY people_needed DESC, id DESC LIMIT $3`,
        [councilId, peopleNeededFrom ?? 0, first],
      ),
    }),
    enrolments: async (_, { organisationId, first }) => ({
      nodes: await rows(`SELECT ${ENROLMENT} FROM enrolments WHERE organisation_id = $1 ORDER BY id LIMIT $2`, [
        organisationId,
        first,
      ]),
    }),
  },
  Mutation: {
    // As the hand-written statements: the need, its line in the trail and its event, in one transaction.
    reportNeed: async (_, { input }) => {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const need = await client.query({
          name: "report_need",
          text: `INSERT INTO needs (id, version, council_id, industry_council_id, title, title_key, status, basis, cause, horizon,
            target_group, people_needed, reported_on, demonstration)
            SELECT $1, 1, council_id, id, $3::text, lower($3::text), 'REPORTED', $4, $5, $6, $7, $8, current_date, false
            FROM industry_councils WHERE id = $2 RETURNING ${NEED}`,
          values: [
            input.id,
            input.industryCouncilId,
            input.title,
            input.basis,
            input.cause,
            input.horizon,
            input.targetGroup,
            input.peopleNeeded,
          ],
        });
        await client.query({
          name: "trail",
          text: `INSERT INTO audit_entries (id, at, principal, roles, action, event, subject, request) VALUES
            ($1, 0, 'kompetensnav-demo|demo-process-leader', 'PROCESS_LEADER', 'REPORT_NEED', 'NeedReported', 'need_' || $1, 'bench')`,
          values: [input.id],
        });
        await client.query({
          name: "event",
          text: "INSERT INTO outbox (id, name, version, subject, at) VALUES ($1, 'NeedReported', 1, 'need_' || $1, 0)",
          values: [input.id],
        });
        await client.query("COMMIT");
        return { need: need.rows[0] ?? null };
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    },
  },
};

const loaders = {
  Council: {
    industryCouncils: children("id, name", "industry_councils WHERE council_id = p.id ORDER BY id"),
  },
  IndustryCouncil: { needs: children(NEED, "needs WHERE industry_council_id = p.id ORDER BY id") },
  Need: {
    industryCouncil: referred("industry_councils", "id, name", "industryCouncilId"),
    efforts: children(
      EFFORT,
      "(SELECT e.* FROM need_efforts l JOIN efforts e ON e.id = l.effort_id WHERE l.need_id = p.id) e ORDER BY id",
    ),
  },
  Project: { efforts: children(EFFORT, "efforts WHERE project_id = p.id ORDER BY id") },
  Effort: {
    provider: referred("organisations", "id, name", "providerId"),
    enrolments: children(ENROLMENT, "enrolments WHERE effort_id = p.id ORDER BY id"),
  },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, loaders, jit: 1, path: "/graphql" });
await app.listen({ port: 0, host: "127.0.0.1" });
ready(app.server);
