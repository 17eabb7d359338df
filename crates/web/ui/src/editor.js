// CodeMirror for people who do not use a mouse, and in Swedish. Settings are made on the library's own defaults,
// because GraphiQL opens its editors itself.
import CodeMirror from "codemirror";
import "codemirror/keymap/sublime.js";

const INDENT = { "Ctrl-]": "indentMore", "Ctrl-[": "indentLess", "Cmd-]": "indentMore", "Cmd-[": "indentLess" };

/** Tab must leave the editor (WCAG 2.1.2): every key map lets the browser have it. */
function freeTheTabKey() {
  for (const name of ["basic", "pcDefault", "macDefault", "default", "pcSublime", "macSublime", "sublime"]) {
    const map = CodeMirror.keyMap[name];
    if (map) Object.assign(map, { Tab: false, "Shift-Tab": false });
  }
  Object.assign(CodeMirror.keyMap.default, INDENT);
}

const LABELS = {
  graphql: "Fråga i GraphQL. Tabb lämnar rutan, Ctrl-Enter kör frågan.",
  "graphql-variables": "Variabler i JSON. Tabb lämnar rutan.",
  "graphql-results": "Svar i JSON",
};

function label(editor) {
  const mode = editor.getOption("mode");
  return LABELS[mode] ?? LABELS[mode?.name] ?? "Huvuden i JSON. Tabb lämnar rutan.";
}

const PHRASES = {
  "Search:": "Sök:",
  "(Use /re/ syntax for regexp search)": "(skriv /mönster/ för reguljärt uttryck)",
  "Replace:": "Ersätt:",
  "Replace all:": "Ersätt alla:",
  "Replace with:": "Ersätt med:",
  "With:": "Med:",
  "Replace?": "Ersätta?",
  Yes: "Ja",
  No: "Nej",
  All: "Alla",
  Stop: "Sluta",
  "Jump to line:": "Gå till rad:",
  "(Use line:column or scroll% syntax)": "(skriv rad:kolumn eller procent)",
};

freeTheTabKey();
CodeMirror.defaults.phrases = PHRASES;
CodeMirror.defaults.lineWrapping = true;
CodeMirror.defineInitHook((editor) => editor.setOption("screenReaderLabel", label(editor)));
