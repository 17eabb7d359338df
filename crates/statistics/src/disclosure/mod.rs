//! Disclosure control (röjandekontroll): no count of people leaves the service so that it, or the
//! counts around it, tell about one person or a small group. Pure: tables in, protected tables out.
//!
//! # What is promised
//!
//! The reader is taken to know the published cells, the thresholds, what every status means, that
//! cells add up to their margins, and every record of their own organisation. Against that reader:
//!
//! 1. **Small counts are hidden.** The part of a cell that is not the caller's own (`count - own`) is
//!    hidden when it is 1..n-1. A total whose remainder after the caller's own records is small is
//!    therefore hidden from that caller, and shown to others when it is large enough for them.
//!    Categories declared as the caller's own ([`Dimension::owned`]) are always exact for them.
//! 2. **No hidden cell follows from the published ones.** For each hidden cell there is another whole
//!    table, with non-negative whole numbers, agreeing with every published cell and every status, in
//!    which that cell has another value. Since a minimum frequency was chosen as the rule, two
//!    possible values are enough (protection level zero); an interval inside 1..n-1 is accepted, for
//!    the status of a primary cell says as much.
//! 3. **One known record does not help.** For each sensitive cell the above holds also for a person
//!    who is the only one in another hidden cell and so knows that count.
//! 4. **Group disclosure.** Zeros are shown, for "nobody from that county" is mostly harmless and
//!    hiding them empties sparse tables. The exception is a *sensitive* dimension: when a group is
//!    smaller than n, or all of it falls in one category, its whole breakdown is withheld, zeros and
//!    all, in one and the same status.
//!
//! # How
//!
//! A cell is `SUPPRESSED_PRIMARY` when it is 1..n-1, `SUPPRESSED_SECONDARY` when it is at least n and
//! hidden for another's sake, and `WITHHELD` when nothing is said about its size: in the breakdowns of
//! point 4, and for a few cells where secondary ones would not do or would take a large total along.
//!
//! The other table of point 2 is constructed, not searched for by a solver: cells at the corners of a
//! box in the cube are moved by one, up and down alternately, so that every line still adds up. The
//! cheapest box (fewest lost people, then key order) is hidden around each sensitive cell; hiding
//! more never weakens an earlier box. See `boxes.rs`. Every answer is then audited by bound
//! propagation (`audit.rs`), which also gives `low` and `high`; should the audit ever pin a hidden
//! cell, the whole table is withheld.
//!
//! # What is not promised
//!
//! Tables that are asked for one by one over overlapping filters can be differenced; that guard needs
//! memory of what was released and does not live here. Organisations that pool their own records
//! know more than any one of them.

mod audit;
mod boxes;
mod cell_key;
mod count;
mod dimension;
mod p_table;
mod perturb;
mod policy;
mod protect;
mod round;
mod table;
#[cfg(test)]
mod tests;

pub use cell_key::CellKey;
pub use count::{CountStatus, ProtectedCount, share};
pub use dimension::Dimension;
pub use perturb::perturbed_sum;
pub use policy::{Audience, DisclosurePolicy, Method, Release};
pub use protect::{MAX_CELLS, MAX_DIMENSIONS, ProtectedCell, ProtectedTable, protect};
pub use table::{Cell, Code, MAX_TABLE_CELLS, Row, Table, rules};
