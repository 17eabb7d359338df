//! Lists the built-in questions (`built-in/<theme>/<slug>.{graphql,toml}`) so that they are embedded. Cargo looks through a
//! watched directory with all below it, so a new file is noticed.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=built-in");
    println!("cargo:rerun-if-changed=build.rs");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("built-in");
    let mut list = String::from("&[\n");
    for theme in sorted(&root)? {
        let folder = root.join(&theme);
        for file in sorted(&folder)? {
            let Some(slug) = file.strip_suffix(".toml") else { continue };
            let (toml, graphql) = (folder.join(&file), folder.join(format!("{slug}.graphql")));
            writeln!(list, "Source {{ theme: {theme:?}, slug: {slug:?}, definition: include_str!({toml:?}), document: include_str!({graphql:?}) }},")
                .map_err(io::Error::other)?;
        }
        for file in sorted(&folder)? {
            let paired = file.strip_suffix(".graphql").is_some_and(|slug| folder.join(format!("{slug}.toml")).exists());
            if !paired && !file.ends_with(".toml") {
                return Err(io::Error::other(format!("built-in/{theme}/{file} belongs to no question")));
            }
        }
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("built_in.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}
