//! Webbplatsen: the pages' own settings, and the ports behind them.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use kernel::Clock;

use crate::{commands::Commands, keys::Keys, port::Library, session::SignIn};

/// What the pages are built over.
#[derive(Clone)]
pub struct Site {
    /// The questions and their answers.
    pub library: Arc<dyn Library>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Scheme and host that readers use, e.g. `https://nav.example`, without a last slash; where absent, that of the request.
    pub base: Option<String>,
    /// How one signs in; absent where one cannot.
    pub sign_in: Option<Arc<SignIn>>,
    /// The access tokens of those who sign in; absent where there are none.
    pub keys: Option<Arc<dyn Keys>>,
    /// What those who sign in may do; absent where the pages only read.
    pub commands: Option<Arc<dyn Commands>>,
    /// Bytes of a paper's file that is handed in, at most.
    pub paper_bytes: usize,
}

impl Site {
    /// Pages over a library, without sign-in.
    pub fn new(library: Arc<dyn Library>, clock: Arc<dyn Clock>) -> Self {
        Self { library, clock, base: None, sign_in: None, keys: None, commands: None, paper_bytes: 10_000_000 }
    }

    /// Scheme and host as the reader knows them.
    pub(crate) fn host(&self, headers: &HeaderMap) -> String {
        if let Some(base) = &self.base {
            return base.clone();
        }
        let sign = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
        let host = named.filter(|host| !host.is_empty() && host.len() < 256 && host.chars().all(sign));
        format!("http://{}", host.unwrap_or("localhost"))
    }
}
