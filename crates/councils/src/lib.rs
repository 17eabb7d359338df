//! Kompetensråd: organisations, regional and sub-regional councils, their seats, and the roles people hold.

pub mod assignment;
pub mod council;
pub mod membership;
pub mod organisation;
pub mod workforce;

pub use assignment::{RoleAssignment, RoleAssignments};
pub use council::{Council, Councils};
pub use membership::{Membership, Memberships};
pub use organisation::{Organisation, OrganisationName, Organisations};
pub use workforce::{WorkforceSnapshot, WorkforceSnapshots};
