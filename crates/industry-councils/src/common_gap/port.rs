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

/// Digits of the group of roles that a gap is common in.
pub(super) const GROUP: usize = 3;

impl SharedGap {
    /// As a need that is made of it keeps it, whatever it is coded as later: where the gap is common, its skill, the group of its
    /// roles. One gap in two selections is two.
    pub fn key(&self) -> String {
        let group: String = self.ssyk.chars().take(GROUP).collect();
        let project = self.project.map(|project| project.to_string());
        let within = [("project", &project), ("sni", &self.sni), ("region", &self.region)];
        let mut parts: Vec<String> =
            within.into_iter().filter_map(|(kind, code)| code.as_ref().map(|code| format!("{kind}:{code}"))).collect();
        parts.extend([self.skill.clone(), group]);
        parts.join("/")
    }
}

/// Common gaps, as the asking caller is told of them.
pub trait CommonGapDirectory: Send + Sync {
    /// Whether the gap is common there.
    ///
    /// # Errors
    /// `Denied` for who is told of no gaps there; `Invalid` for a selection that is none.
    fn is_common<'a>(&'a self, request: &'a Arc<Request>, gap: &'a SharedGap) -> BoxFuture<'a, Result<bool>>;
}
