//! Kompetensråd: organisations, regional and sub-regional councils, their charters and seats, and the roles people hold.

pub mod assignment;
pub mod body;
pub mod charter;
pub mod council;
pub mod dissolution;
pub mod meeting;
pub mod membership;
pub mod organisation;
pub mod representative;
pub mod seat;
pub mod workforce;

pub use assignment::{RoleAssignment, RoleAssignments};
pub use body::{Bodies, Body, Branch, IndustryCouncilDirectory};
pub use charter::{CouncilCharter, CouncilCharters};
pub use council::{Council, Councils};
pub use meeting::{CouncilMeeting, CouncilMeetings};
pub use membership::{Membership, Memberships};
pub use organisation::{Organisation, OrganisationName, Organisations};
pub use representative::{Representative, Representatives};
pub use seat::{CouncilSeat, CouncilSeats};
pub use workforce::{WorkforceSnapshot, WorkforceSnapshots};
