//! Builds the expert mode (`ui/`) with npm in a copy under `OUT_DIR` and writes the table of files to embed.
//!
//! Without Node the library works and `/expert` says how to get it; `UI_REQUIRED=1` makes that an error, for releases.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What the bundle is made of, under `ui/`. Named one by one, so that a stray `node_modules` there is never watched.
const SOURCES: [&str; 7] =
    ["package.json", "package-lock.json", ".npmrc", "build.mjs", "swedish.mjs", "src", "examples"];
const OLDEST_NODE: u32 = 20;

type Outcome<T = ()> = Result<T, String>;

fn main() {
    let source = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("ui");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-env-changed=UI_REQUIRED");
    println!("cargo::rerun-if-changed=build.rs");
    for name in SOURCES {
        println!("cargo::rerun-if-changed={}", source.join(name).display());
    }

    let built = bundle(&source, &out.join("ui"));
    if let Err(reason) = &built {
        if env::var_os("UI_REQUIRED").is_some_and(|value| value == "1") {
            println!("cargo::error=the expert mode is required (UI_REQUIRED=1) and could not be built: {reason}");
            return;
        }
        println!("cargo::warning=/expert is not built into this binary: {reason}");
        println!(
            "cargo::warning=with Node.js {OLDEST_NODE} or later, npm and its registry or cache at hand, run: UI_REQUIRED=1 cargo build"
        );
    }
    let dist = built.is_ok().then(|| out.join("ui/dist"));
    let table = table(dist.as_deref(), &source.join("examples")).expect("the built files can be listed");
    fs::write(out.join("assets.rs"), table).expect("OUT_DIR can be written to");
}

/// Makes `work/dist` from the sources, doing only what has changed since last time.
fn bundle(source: &Path, work: &Path) -> Outcome {
    let inputs = contents(source)?;
    let stamp = work.join("built-from");
    if fs::read(&stamp).is_ok_and(|before| before == inputs) {
        return Ok(());
    }
    check_node()?;
    fs::create_dir_all(work).map_err(|error| error.to_string())?;
    let _ = fs::remove_file(&stamp);
    for name in SOURCES {
        copy_afresh(&source.join(name), &work.join(name)).map_err(|error| format!("copying {name}: {error}"))?;
    }
    install(work)?;
    run(Command::new("node").arg("build.mjs").current_dir(work))?;
    fs::write(stamp, inputs).map_err(|error| error.to_string())
}

/// `npm ci`, unless the packages lie there since last time for the same lock file.
fn install(work: &Path) -> Outcome {
    let lock = fs::read(work.join("package-lock.json")).map_err(|error| error.to_string())?;
    let stamp = work.join("installed-from");
    if work.join("node_modules").is_dir() && fs::read(&stamp).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    // No package needs a script of its own to work, and none gets to run one.
    run(npm()
        .args(["ci", "--include=dev", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"])
        .args(["--fetch-retries=1", "--loglevel=error"])
        .current_dir(work))?;
    fs::write(stamp, lock).map_err(|error| error.to_string())
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn check_node() -> Outcome {
    let version = run(Command::new("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => run(npm().arg("--version")).map(drop),
        _ => Err(format!("Node.js {OLDEST_NODE} or later is needed, this is {}", version.trim())),
    }
}

fn run(command: &mut Command) -> Outcome<String> {
    let name =
        format!("{} {}", command.get_program().display(), command.get_args().next().unwrap_or_default().display());
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = complaint.lines().filter(|line| !line.trim().is_empty()).take(6).collect();
    Err(format!("{name} failed ({}): {}", output.status, lines.join(" | ")))
}

/// Every source file with its name and size, as one value to compare.
fn contents(source: &Path) -> Outcome<Vec<u8>> {
    let mut all = Vec::new();
    for name in SOURCES {
        for path in files(&source.join(name)).map_err(|error| format!("{name}: {error}"))? {
            let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            all.extend_from_slice(format!("{} {}\n", path.display(), text.len()).as_bytes());
            all.extend_from_slice(&text);
        }
    }
    Ok(all)
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    found.sort();
    Ok(found)
}

/// Folders in `ui/` hold files only, so one level is all there is to copy.
fn copy_afresh(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for path in files(from)? {
        fs::copy(&path, to.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// The Rust source that embeds the bundle, or says that there is none.
fn table(dist: Option<&Path>, examples: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut text = format!("pub const UI_BUILT: bool = {};\n", dist.is_some());
    match dist {
        Some(dist) => writeln!(text, "const BUILT_PAGE: &str = include_str!({:?});", dist.join("expert.html"))?,
        None => writeln!(text, "const BUILT_PAGE: &str = \"\";")?,
    }
    writeln!(text, "static ASSETS: &[Asset] = &[")?;
    for path in dist.map(files).transpose()?.unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if [".js", ".css", ".txt"].iter().any(|ending| name.ends_with(ending)) {
            let (gzip, brotli) = (dist.unwrap_or(&path).join(format!("{name}.gz")), format!("{}.br", path.display()));
            writeln!(text, "    Asset {{ name: {name:?}, plain: include_bytes!({path:?}),")?;
            writeln!(text, "        gzip: include_bytes!({gzip:?}), brotli: include_bytes!({brotli:?}) }},")?;
        }
    }
    writeln!(text, "];")?;
    writeln!(text, "pub const EXAMPLES: &[Example] = &[")?;
    for path in files(examples)?.iter().filter(|path| path.extension().is_some_and(|ending| ending == "graphql")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let variables = path.with_extension("json");
        let variables = if variables.is_file() { format!("include_str!({variables:?})") } else { "\"\"".to_owned() };
        writeln!(text, "    Example {{ name: {name:?}, document: include_str!({path:?}), variables: {variables} }},")?;
    }
    writeln!(text, "];")?;
    Ok(text)
}
