// GraphiQL has no translations, so its visible words are exchanged while bundling: [as it stands, in Swedish],
// per file. A pair that is no longer found stops the build, so an upgrade cannot bring English back unseen.
import { readFileSync } from "node:fs";

// An icon takes its title from its component's name, which the minifier shortens to nothing that anyone can read.
const ICONS = {
  Argument: "Argument",
  ChevronDown: "Nedåt",
  ChevronLeft: "Tillbaka",
  ChevronUp: "Uppåt",
  Close: "Stäng",
  Copy: "Kopiera",
  DeprecatedArgument: "Utfasat argument",
  DeprecatedEnumValue: "Utfasat värde",
  DeprecatedField: "Utfasat fält",
  Directive: "Direktiv",
  DocsFilled: "Dokumentation",
  Docs: "Dokumentation",
  EnumValue: "Värde",
  Field: "Fält",
  History: "Historik",
  Implements: "Uppfyller",
  KeyboardShortcut: "Kortkommandon",
  MagnifyingGlass: "Sök",
  Merge: "Foga in",
  Pen: "Redigera",
  Play: "Kör",
  Plus: "Lägg till",
  Prettify: "Snygga till",
  Reload: "Hämta på nytt",
  RootType: "Ingång",
  Settings: "Inställningar",
  StarFilled: "Favorit",
  Star: "Gör till favorit",
  Stop: "Stoppa",
  Trash: "Ta bort",
  Type: "Typ",
};

const WORDS = {
  "@graphiql/react/dist/icons/index.js": [
    [
      `function generateIcon(RawComponent) {
  const title = RawComponent.name.replace("Svg", "").replaceAll(/([A-Z])/g, " $1").trimStart().toLowerCase() + " icon";
`,
      "function generateIcon(RawComponent, title) {\n",
    ],
    ...Object.entries(ICONS).map(([name, title]) => [`generateIcon(Svg${name})`, `generateIcon(Svg${name}, ${JSON.stringify(title)})`]),
  ],
  "graphiql/dist/GraphiQL.js": [
    ['`${isVisible_0 ? "Hide" : "Show"} ${plugin_0.title}`', '`${isVisible_0 ? "Dölj" : "Visa"} ${plugin_0.title.toLowerCase()}`'],
    ['"Re-fetch GraphQL schema"', '"Hämta schemat på nytt"'],
    ['"Open short keys dialog"', '"Visa kortkommandon"'],
    ['"Open settings dialog"', '"Visa inställningar"'],
    ['"Select active operation"', '"Välj fråga"'],
    ['"New tab"', '"Ny flik"'],
    ['"Editor Commands"', '"Redigeringsverktyg"'],
    ['"Query Editor"', '"Frågeredigerare"'],
    ['children: "Variables"', 'children: "Variabler"'],
    ['children: "Headers"', 'children: "Huvuden"'],
    ['? "Variables" : "Headers"', '? "Variabler" : "Huvuden"'],
    ['"Show editor tools"', '"Visa variabler och huvuden"'],
    ['"Hide editor tools"', '"Dölj variabler och huvuden"'],
    ['"Prettify query (Shift-Ctrl-P)"', '"Snygga till frågan (Shift-Ctrl-P)"'],
    ['"Merge fragments into query (Shift-Ctrl-M)"', '"Foga in fragment i frågan (Shift-Ctrl-M)"'],
    ['"Copy query (Shift-Ctrl-C)"', '"Kopiera frågan (Shift-Ctrl-C)"'],
    ['"Short Keys"', '"Kortkommandon"'],
    ['"Short Key"', '"Kortkommando"'],
    ['"Function"', '"Funktion"'],
    ['"Search in editor"', '"Sök i redigeraren"'],
    ['"Search in documentation"', '"Sök i dokumentationen"'],
    ['"Execute query"', '"Kör frågan"'],
    ['"Prettify editors"', '"Snygga till fråga och variabler"'],
    ['"Merge fragments definitions into operation definition"', '"Foga in fragment i frågan"'],
    ['"Copy query"', '"Kopiera frågan"'],
    ['"Re-fetch schema using introspection"', '"Hämta schemat på nytt"'],
    ['"The editors use"', '"Redigerarna använder"'],
    ['"CodeMirror Key Maps"', '"CodeMirrors tangentuppsättningar"'],
    ['"that add more short keys. This instance of Graph"', '"som ger fler kortkommandon. Denna Graph"'],
    ['"QL uses"', '"QL använder"'],
    ['"Settings"', '"Inställningar"'],
    ['"Theme"', '"Utseende"'],
    ['"Adjust how the interface appears."', '"Välj ljust eller mörkt utseende."'],
    ['"System"', '"Som datorn"'],
    ['"Light"', '"Ljust"'],
    ['"Dark"', '"Mörkt"'],
    ['"Clear storage"', '"Rensa minnet"'],
    ['"Remove all locally stored data and start fresh."', '"Glöm flikar och historik. De finns bara så länge sidan är öppen."'],
    ['"Cleared data"', '"Rensat"'],
    ['"Failed"', '"Misslyckades"'],
    ['"Clear data"', '"Rensa"'],
    // What says how the answer is shown stands before it.
    ["      t67,\n      t68,\n      footer\n", "      footer,\n      t67,\n      t68\n"],
  ],
  "@graphiql/react/dist/toolbar/execute.js": [
    ['`${isRunning ? "Stop" : "Execute"} query (Ctrl-Enter)`', '`${isRunning ? "Stoppa" : "Kör"} frågan (Ctrl-Enter)`'],
  ],
  "@graphiql/react/dist/ui/dialog.js": [['"Close dialog"', '"Stäng"']],
  "@graphiql/react/dist/ui/tabs.js": [['"Close Tab"', '"Stäng fliken"']],
  "@graphiql/react/dist/editor/tabs.js": [['"<untitled>"', '"Namnlös"']],
  "@graphiql/react/dist/editor/hooks.js": [['"Automatically added leaf fields"', '"Fält som lades till automatiskt"']],
  "@graphiql/react/dist/editor/components/response-editor.js": [['"Result Window"', '"Svar"']],
  "@graphiql/react/dist/execution.js": [
    ['"Variables are invalid JSON"', '"Variablerna är inte giltig JSON"'],
    ['"Variables are not a JSON object."', '"Variablerna ska vara ett JSON-objekt, till exempel {\\"antal\\": 5}."'],
    ['"Headers are invalid JSON"', '"Huvudena är inte giltig JSON"'],
    ['"Headers are not a JSON object."', '"Huvudena ska vara ett JSON-objekt."'],
  ],
  "@graphiql/react/dist/schema.js": [
    ['"Introspection failed as headers are invalid."', '"Schemat kunde inte hämtas: huvudena är inte giltig JSON."'],
  ],
  "@graphiql/plugin-history/dist/index.js": [['"History"', '"Historik"']],
  "@graphiql/plugin-history/dist/components.js": [
    ['"History"', '"Historik"'],
    ['"Cleared"', '"Rensat"'],
    ['"Failed to Clear"', '"Kunde inte rensas"'],
    ['"Clear"', '"Rensa"'],
    ['"Type a label"', '"Skriv ett namn"'],
    ['"Save"', '"Spara"'],
    ['label: "Set active"', 'label: "Öppna"'],
    // The button shows the query's name: a label over it would hide that name from screen readers.
    [', "aria-label": "Set active"', ""],
    ['"Edit label"', '"Byt namn"'],
    ['"Remove favorite"', '"Ta bort stjärna"'],
    ['"Add favorite"', '"Stjärnmärk"'],
    ['"Delete from history"', '"Ta bort ur historiken"'],
  ],
  "@graphiql/plugin-doc-explorer/dist/index.js": [['"Documentation Explorer"', '"Dokumentation"']],
  "@graphiql/plugin-doc-explorer/dist/context.js": [['name: "Docs"', 'name: "Dokumentation"']],
  "@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js": [
    ['"Documentation Explorer"', '"Dokumentation"'],
    ['"Error fetching schema"', '"Schemat kunde inte hämtas. Kontrollera nätet och ladda om sidan."'],
    ['"Schema is invalid: "', '"Schemat är ogiltigt: "'],
    ['"No GraphQL schema available"', '"Det finns inget schema att visa."'],
    ["`Go back to ${prevName}`", "`Tillbaka till ${prevName}`"],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/schema-documentation.js": [
    ['"A GraphQL schema provides a root type for each kind of operation."', '"Här börjar varje fråga, ändring och prenumeration."'],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/search.js": [
    ["`Search ${navItem.name}...`", "`Sök i ${navItem.name}`"],
    ["onChange: t11, placeholder:", '"aria-label": t8, onChange: t11, placeholder:'],
    ['"No results found"', '"Inga träffar"'],
    ['"Other results"', '"Andra träffar"'],
  ],
  // The titles are also keys of a table of icons: they stay, and are exchanged where they are shown.
  "@graphiql/plugin-doc-explorer/dist/components/section.js": [
    ["      t1,\n      title\n", "      t1,\n      SECTION_TITLES[title] ?? title\n"],
    [
      "const TYPE_TO_ICON = {",
      `const SECTION_TITLES = ${JSON.stringify({
        Arguments: "Argument",
        "Deprecated Arguments": "Utfasade argument",
        "Deprecated Enum Values": "Utfasade värden",
        "Deprecated Fields": "Utfasade fält",
        Directives: "Direktiv",
        "Enum Values": "Värden",
        Fields: "Fält",
        Implements: "Uppfyller",
        Implementations: "Uppfylls av",
        "Possible Types": "Möjliga typer",
        "Root Types": "Ingångar",
        Type: "Typ",
        "All Schema Types": "Alla typer i schemat",
      })};\nconst TYPE_TO_ICON = {`,
    ],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/argument.js": [['children: "Deprecated"', 'children: "Utfasat"']],
  "@graphiql/plugin-doc-explorer/dist/components/deprecation-reason.js": [['children: "Deprecated"', 'children: "Utfasat"']],
};

export const speakSwedish = {
  name: "speak-swedish",
  setup(build) {
    const waiting = new Set(Object.keys(WORDS));
    build.onLoad({ filter: /node_modules[\\/]@?graphiql[\\/].*\.js$/ }, ({ path }) => {
      const file = path.replaceAll("\\", "/").split("node_modules/").at(-1);
      const pairs = WORDS[file];
      if (!pairs) return undefined;
      waiting.delete(file);
      let contents = readFileSync(path, "utf8");
      const lost = pairs.filter(([english]) => !contents.includes(english));
      for (const [english, swedish] of pairs) contents = contents.replaceAll(english, () => swedish);
      return { contents, loader: "js", errors: lost.map(([english]) => ({ text: `${file} no longer says ${english}` })) };
    });
    build.onEnd(() => ({ errors: [...waiting].map((file) => ({ text: `${file} is no longer part of GraphiQL` })) }));
  },
};
