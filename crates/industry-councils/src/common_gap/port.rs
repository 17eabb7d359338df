//! What a report of a common gap asks of the picture across organisations. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use futures_util::future::BoxFuture;
use kernel::{Result, id::ProjectId};

/// A gap, and where it is said to be common: one of project, industry and region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedGap {
    /// The project.
    pub project: Option<ProjectId>,
    /// The industry, an SNI 2007 division.
    pub sni: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The skill.
    pub skill: String,
    /// The group of roles, SSYK 2012.
    pub ssyk: String,
}

/// Common gaps, as the asking caller is told of them.
pub trait CommonGapDirectory: Send + Sync {
    /// Whether the gap is common there.
    ///
    /// # Errors
    /// `Denied` for who is told of no gaps there; `Invalid` for a selection that is none.
    fn is_common<'a>(&'a self, request: &'a Arc<Request>, gap: &'a SharedGap) -> BoxFuture<'a, Result<bool>>;
}
