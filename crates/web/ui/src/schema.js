// The schema, from the file that the service shows to everyone: introspection is for those who are signed in.
import { buildSchema, execute, parse } from "graphql";

/** What the service would answer this introspection. */
export async function introspected(query, signal) {
  const response = await fetch("/schema.graphql", { cache: "no-cache", signal }).catch(() => undefined);
  if (!response?.ok) throw new Error("Schemat kunde inte hämtas. Kontrollera nätet och försök igen.");
  const schema = buildSchema(await response.text(), { assumeValid: true });
  return execute({ schema, document: parse(query) });
}
