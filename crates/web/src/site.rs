//! Webbplatsen: the pages' own settings, and the ports behind them.

use std::sync::Arc;

use axum::http::{HeaderMap, Uri};
use kernel::{Clock, own_address};

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
    pub(crate) fn host(&self, uri: &Uri, headers: &HeaderMap) -> String {
        let named = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let host = named("host").or_else(|| uri.authority().map(|authority| authority.as_str()));
        own_address(self.base.as_deref(), host, named("x-forwarded-proto"))
    }
}
