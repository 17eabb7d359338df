//! `token`: from the built-in issuer.

use std::{sync::Arc, time::Duration};

use edge::auth::BuiltIn;
use kernel::SystemClock;

use super::ConfigArgs;
use crate::wiring;

/// Mint a token from the configured built-in issuer.
///
/// What its bearer may do is decided by the roles assigned to the subject, not by the token.
#[derive(Debug, clap::Args)]
pub struct Token {
    #[command(flatten)]
    config: ConfigArgs,
    /// Subject: the stable name of a person or system at this issuer. Never an e-mail address or a personal number.
    subject: String,
    /// Hours until it expires, 1–720.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=720))]
    hours: u64,
}

const NONE: &str = "built_in_issuer: the configuration has none; write its key_file, issuer and audience";

impl Token {
    pub(super) fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        let own = config.built_in_issuer.ok_or(NONE)?;
        let issuer = BuiltIn::open(&own.key_file, &own.issuer, &own.audience, Arc::new(SystemClock))
            .map_err(|error| wiring::unusable_key(&error))?;
        let token = issuer.mint(&self.subject, Duration::from_secs(self.hours * 3600)).map_err(|e| e.to_string())?;
        super::print(&format!("{token}\n"))
    }
}
