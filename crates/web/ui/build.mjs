// Bundles the expert mode into ./dist: one script, one style sheet (both named by their content), their
// compressed forms, and the page that loads them. Run by crates/web/build.rs in a copy of this folder.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { speakSwedish } from "./swedish.mjs";

/** `import examples from "examples"`: the files of ./examples in order of their names, with the variables beside them. */
const examples = {
  name: "examples",
  setup(build) {
    build.onResolve({ filter: /^examples$/ }, () => ({ path: "examples", namespace: "examples" }));
    build.onLoad({ filter: /.*/, namespace: "examples" }, () => {
      const names = readdirSync("examples").filter((name) => name.endsWith(".graphql")).sort();
      const read = (name) => readFileSync(`examples/${name}`, "utf8").trimEnd() + "\n";
      const variables = (name) => {
        const file = name.replace(/graphql$/, "json");
        return existsSync(`examples/${file}`) ? { variables: read(file) } : {};
      };
      const tabs = names.map((name) => ({ query: read(name), ...variables(name) }));
      return { contents: JSON.stringify(tabs), loader: "json" };
    });
  },
};

/** GraphiQL's style sheet carries 290 kB of fonts inside; the reader's own fonts do as well, and need no `font-src data:`. */
const withoutFonts = {
  name: "without-fonts",
  setup(build) {
    build.onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, "");
      return { contents, loader: "css" };
    });
  },
};

const bundle = await build({
  entryPoints: { expert: "src/expert.jsx" },
  outdir: "dist",
  write: false,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  charset: "utf8",
  legalComments: "none", // all of them stand in the licence file instead
  metafile: true,
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [speakSwedish, examples, withoutFonts],
  logLevel: "warning",
});

/** The licences of everything that went into the bundle: they ask to follow the code. */
function licences() {
  const folders = Object.keys(bundle.metafile.inputs).flatMap(
    (path) => path.match(/^(?:\S+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1] ?? [],
  );
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(posix.join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(posix.join(folder, file), "utf8").trim() : `License: ${license}`;
    return `${name} ${version}\n\n${text}\n`;
  });
  return Buffer.from(texts.join(`\n${"-".repeat(80)}\n\n`));
}

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist", { recursive: true });

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
let page = readFileSync("src/expert.html", "utf8");

/** Writes the file under a name made of its content, and that name into the page. */
function put(stem, kind, contents) {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  const name = `${stem}-${hash}.${kind}`;
  writeFileSync(`dist/${name}`, contents);
  writeFileSync(`dist/${name}.gz`, gzipSync(contents, { level: 9 }));
  writeFileSync(`dist/${name}.br`, brotliCompressSync(contents, brotli));
  page = page.replace(`{{${kind}}}`, name);
}

for (const { path, contents } of bundle.outputFiles) put("expert", path.endsWith(".css") ? "css" : "js", contents);
put("licences", "txt", licences());
if (page.includes("{{")) throw new Error("src/expert.html names a file that was not built");
writeFileSync("dist/expert.html", page);
