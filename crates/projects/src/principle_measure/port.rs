//! What principle measures ask of efforts. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{EffortId, ProjectId},
};

/// Which efforts a project pays for.
pub trait EffortDirectory: Send + Sync {
    /// Whether the request reaches the effort and the project pays for it: an id read somewhere tells nothing of what it points at.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn is_paid_by<'a>(
        &'a self,
        request: &'a Arc<Request>,
        effort: EffortId,
        project: ProjectId,
    ) -> BoxFuture<'a, Result<bool>>;
}
