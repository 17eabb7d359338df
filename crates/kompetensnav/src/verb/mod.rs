//! The verbs of the one binary.

mod appoint;
mod demo;
mod education;
mod import;
mod migrate;
mod papers;
mod publish;
mod rollups;
mod schema;
mod serve;
mod token;

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::{Parser, Subcommand};

use crate::config::Config;

/// Kompetensnav: which competences are needed, which efforts answer them, who takes part, and what came of it –
/// one picture across organisations that may not see each other's people.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Appoint(appoint::Appoint),
    Schema(schema::SchemaVerb),
    Token(token::Token),
    Import(import::Import),
    Education(education::Education),
    Rollups(rollups::RollupsVerb),
    Publish(publish::Publish),
    Papers(papers::PapersVerb),
}

/// Where the configuration is.
#[derive(Clone, Debug, clap::Args)]
pub struct ConfigArgs {
    /// Configuration file (TOML). The environment (`KOMPETENSNAV_…`) goes above it.
    #[arg(long, value_name = "FILE", env = "KOMPETENSNAV_CONFIG_FILE")]
    config: Option<PathBuf>,
}

impl ConfigArgs {
    fn read(&self) -> Result<Config, String> {
        Config::read(self.config.as_ref())
    }
}

/// Writes to standard output. Whoever reads no further, as `head` does, has what was wanted.
///
/// # Errors
/// A text for the person at the terminal.
fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}

/// Does what was asked.
///
/// # Errors
/// A text for the person at the terminal.
pub async fn run(cli: Cli) -> Result<(), String> {
    match cli.verb {
        Verb::Demo(demo) => demo.run().await,
        Verb::Serve(serve) => serve.run().await,
        Verb::Migrate(migrate) => migrate.run().await,
        Verb::Appoint(appoint) => appoint.run().await,
        Verb::Schema(schema) => schema.run().await,
        Verb::Token(token) => token.run(),
        Verb::Import(import) => import.run().await,
        Verb::Education(education) => education.run().await,
        Verb::Rollups(rollups) => rollups.run().await,
        Verb::Publish(publish) => publish.run().await,
        Verb::Papers(papers) => papers.run().await,
    }
}
