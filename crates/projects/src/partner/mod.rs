//! Projektpart: which organisations carry a project or take part in it.

mod entity;
mod port;
mod repo;
mod service;

pub use entity::{AddPartner, ChangePartner, FollowUpPartner, Part, ProjectPartner, WithdrawPartner, rules};
pub use port::NetworkDirectory;
pub use repo::Column as ProjectPartnerColumn;
pub use service::ProjectPartners;
pub(crate) use service::has_part;
