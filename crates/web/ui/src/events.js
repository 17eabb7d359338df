// Server-sent events as GraphQL sends them: `next` with an answer, then `complete`.

/** The answers of a stream, one after the other. */
export async function* answers(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const { name, data } = fieldsOf(event);
      if (name === "complete") return;
      if (name === "next") yield JSON.parse(data);
    }
  }
}

function fieldsOf(event) {
  const of = (name) =>
    event
      .split("\n")
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ""))
      .join("\n");
  return { name: of("event"), data: of("data") };
}
