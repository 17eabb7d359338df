// What stands above the answer: whether it is shown as it came or as a table, and the table's file.
import { useEditorContext, useExecutionContext } from "@graphiql/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { csvOf } from "./csv.js";
import { tablesOf } from "./rows.js";

/** Most rows on the page; the file has all. */
const MOST = 1000;
const NUMBER = new Intl.NumberFormat("sv-SE");

export function Answer({ reader }) {
  const { responseEditor, queryEditor, tabs } = useEditorContext({ nonNull: true });
  const { isSubscribed } = useExecutionContext({ nonNull: true });
  const text = useText(responseEditor);
  const [wanted, setWanted] = useState(false);
  const [chosen, setChosen] = useState("");
  const tables = useMemo(() => (wanted ? tablesOf(dataOf(text)) : []), [wanted, text]);
  const table = tables.find(({ name }) => name === chosen) ?? tables[0];
  useForgetting(reader, tabs, responseEditor);
  useEffect(() => {
    document.getElementById("graphiql").classList.toggle("as-table", Boolean(table));
    if (!table) responseEditor?.refresh();
  }, [table, responseEditor]);
  return (
    <>
      <div className="answer-bar" role="group" aria-label="Svarets form">
        <button type="button" aria-pressed={!wanted} onClick={() => setWanted(false)}>
          JSON
        </button>
        <button type="button" aria-pressed={wanted} onClick={() => setWanted(true)}>
          Tabell
        </button>
        {tables.length > 1 && (
          <label>
            Lista <Choice tables={tables} value={table.name} onChange={setChosen} />
          </label>
        )}
        {table?.columns.length > 0 && (
          <button type="button" onClick={() => save(table, queryEditor?.operationName)}>
            CSV
          </button>
        )}
        <span role="status">{said(wanted, text, table, isSubscribed)}</span>
      </div>
      {table && <Rows table={table} />}
    </>
  );
}

function Choice({ tables, value, onChange }) {
  return (
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {tables.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

function Rows({ table: { name, columns, rows } }) {
  return (
    <div className="answer-table" tabIndex={0} role="region" aria-label={`Tabell: ${name}`}>
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {breakable(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map((row, at) => (
            <tr key={at}>
              {row.map((value, column) => (
                <td key={column} className={typeof value === "number" ? "number" : undefined}>
                  {value === null ? "" : String(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A long name may be broken after its dots. */
function breakable(name) {
  return name.split(".").flatMap((part, at) => (at === 0 ? [part] : [<wbr key={at} />, `.${part}`]));
}

function said(wanted, text, table, isSubscribed) {
  if (isSubscribed && !text) return "Väntar på nästa händelse.";
  if (!wanted || !text) return "";
  if (!table) return "Svaret har ingen lista att visa som tabell.";
  const { length } = table.rows;
  if (length > MOST) return `Visar ${NUMBER.format(MOST)} av ${NUMBER.format(length)} rader. CSV har alla.`;
  if (length === 0) return "Listan är tom.";
  return length === 1 ? "1 rad" : `${NUMBER.format(length)} rader`;
}

function dataOf(text) {
  try {
    return JSON.parse(text).data ?? {};
  } catch {
    return {};
  }
}

/** The text of the answer, whoever put it there. */
function useText(editor) {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!editor) return undefined;
    const read = () => setText(editor.getValue());
    read();
    editor.on("change", read);
    return () => editor.off("change", read);
  }, [editor]);
  return text;
}

/** An answer given to one person should not stay for the next, in no tab: GraphiQL keeps each tab's own. */
function useForgetting(reader, tabs, editor) {
  const before = useRef(reader);
  useEffect(() => {
    if (before.current === reader) return;
    before.current = reader;
    for (const tab of tabs) tab.response = null;
    editor?.setValue("");
  }, [reader, tabs, editor]);
}

function save(table, operation) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csvOf(table)], { type: "text/csv;charset=utf-8" }));
  link.download = `${[operation, table.name].filter(Boolean).join("-")}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
