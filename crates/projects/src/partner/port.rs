//! What project partners ask of professional networks. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{OrganisationId, ProjectId},
};

/// Who belongs to the networks of a project.
pub trait NetworkDirectory: Send + Sync {
    /// How many members that have not left the organisation has in networks of the project, as far as the request reads them.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn members<'a>(
        &'a self,
        request: &'a Arc<Request>,
        project: ProjectId,
        organisation: OrganisationId,
    ) -> BoxFuture<'a, Result<u64>>;
}
