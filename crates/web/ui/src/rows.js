// The lists in an answer as tables. A list of objects is a table; what an object has of its own or in objects within is a column
// (`provider.name`). A list within a list is a table too, whose rows repeat what they belong to; its columns say which of the lists
// they are from.

/** Longest list within a row that is laid out as columns (`key.1.label`), where all rows have as many. */
const WIDEST = 8;

/** [{ name, columns, rows }], the outermost and first first; a row is a list of values. */
export function tablesOf(data) {
  const lists = new Map();
  for (const [path, items] of partsOf(data, []).lists) gather(lists, path, [items], []);
  return [...lists.values()].map(finished);
}

/** Gathers the items of all lists that stand at one path, each below its own ancestors, then the lists within them. */
function gather(lists, path, groups, ancestors) {
  const list = { path, rows: [] };
  lists.set(path.join("."), list);
  const parts = groups.map((items) => items.map((item) => partsOf(item, [])));
  const laidOut = uniform(parts.flat());
  const inner = new Set(parts.flat().flatMap(({ lists: own }) => own.map(([at]) => at.join("."))));
  const within = new Map();
  parts.forEach((items, at) => {
    const above = ancestors[at] ?? [];
    for (const { cells, lists: own } of items) {
      // Also where it is empty here, and full elsewhere.
      for (const key of inner) cells.set(key, undefined);
      for (const [place, values] of own) {
        if (laidOut.has(place.join("."))) lay(cells, place, values);
      }
      const row = [...above, { level: path.join("."), cells }];
      list.rows.push(row);
      for (const [place, values] of own) {
        const key = place.join(".");
        if (laidOut.has(key)) continue;
        const known = within.get(key) ?? { path: [...path, ...place], groups: [], ancestors: [] };
        within.set(key, known);
        known.groups.push(values);
        known.ancestors.push(row);
      }
    }
  });
  for (const { path: place, groups: below, ancestors: above } of within.values()) gather(lists, place, below, above);
}

/** What an item has: its cells by their paths, and the lists of objects in it, whose cells hold their place. */
function partsOf(item, path, found = { cells: new Map(), lists: [] }) {
  if (isObject(item)) {
    for (const [name, value] of Object.entries(item)) partsOf(value, [...path, name], found);
  } else if (isList(item, path)) {
    found.lists.push([path, item]);
    found.cells.set(path.join("."), undefined);
  } else if (path.length > 0) {
    found.cells.set(path.join("."), Array.isArray(item) ? item.map(asText).join(", ") : item);
  }
  return found;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An empty list is one of objects where it is a connection's. */
function isList(value, path) {
  return Array.isArray(value) && (value.some(isObject) || (value.length === 0 && isConnection(path)));
}

function isConnection(path) {
  return ["nodes", "edges"].includes(path.at(-1));
}

function asText(value) {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}

/** The paths of short lists, no connections, that are equally long in every row: of a table's row they say several things. */
function uniform(parts) {
  const lengths = new Map();
  for (const { lists } of parts) {
    for (const [path, { length }] of lists) {
      const key = path.join(".");
      const fits = !isConnection(path) && length <= WIDEST && (lengths.get(key)?.length ?? length) === length;
      lengths.set(key, { length: fits ? length : Number.NaN, times: (lengths.get(key)?.times ?? 0) + 1 });
    }
  }
  const everywhere = ([, { length, times }]) => length > 0 && times === parts.length && parts.length > 1;
  return new Set([...lengths].filter(everywhere).map(([key]) => key));
}

function lay(cells, path, values) {
  values.forEach((value, at) => {
    for (const [key, cell] of partsOf(value, []).cells) cells.set([...path, at + 1, key].join("."), cell);
  });
}

/** The columns of outer lists stand first, then all in the order of the answer. */
function finished({ path, rows }) {
  const cells = new Map();
  for (const row of rows) {
    for (const { level, cells: own } of row) {
      if (!cells.has(level)) cells.set(level, new Set());
      cells.get(level).add(own);
    }
  }
  const names = [...cells.keys()];
  const prefix = (level) => (names.length > 1 ? `${shortOf(level, names)}.` : "");
  const columns = names.flatMap((level) => keysOf(cells.get(level)).map((key) => ({ level, key, name: prefix(level) + key })));
  const valueOf = (row, { level, key }) => row.find((one) => one.level === level)?.cells.get(key) ?? null;
  return {
    name: withoutConnections(path).join("."),
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => columns.map((column) => valueOf(row, column))),
  };
}

/** The paths that have a value, by their parts: an object that is null in one row and has columns in another is those columns. */
function keysOf(items) {
  const root = new Map();
  for (const item of items) {
    for (const [key, value] of item) {
      let at = root;
      for (const part of key.split(".")) {
        if (!at.has(part)) at.set(part, new Map());
        at = at.get(part);
      }
      at.holds ||= value !== undefined;
    }
  }
  const below = (at, path) => [...at].flatMap(([part, next]) => keys(next, [...path, part]));
  const keys = (at, path) => (at.size > 0 ? below(at, path) : at.holds ? [path.join(".")] : []);
  return below(root, []);
}

function withoutConnections(path) {
  return path.filter((name, at) => at === 0 || !["nodes", "edges", "node"].includes(name));
}

/** The last name of a list, or all of them where another has the same. */
function shortOf(level, all) {
  const last = (text) => withoutConnections(text.split(".")).at(-1);
  return all.filter((other) => last(other) === last(level)).length > 1 ? withoutConnections(level.split(".")).join(".") : last(level);
}
