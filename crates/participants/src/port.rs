//! What this domain asks of others. Implemented in wiring.

use futures_util::future::BoxFuture;
use kernel::{Period, Result, id::ProjectId};

/// What is asked of projects.
pub trait ProjectDirectory: Send + Sync {
    /// The project's days. Projects are public: no request is needed.
    ///
    /// # Errors
    /// `NotFound` for an unknown project.
    fn period(&self, project: ProjectId) -> BoxFuture<'_, Result<Period>>;
}
