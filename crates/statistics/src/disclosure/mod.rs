//! Disclosure control (röjandekontroll): no count of people leaves the service so that it, or the
//! counts around it, tell about one person or a small group. Pure: tables in, protected tables out.
//!
//! [`DisclosurePolicy`] says who sees what how, with versions. A table of fixed shape can be *suppressed*: some cells are
//! hidden and the rest are true. Where anyone may ask anything, hiding helps little, for what one answer hides another
//! leaves over; there every number has *noise* that follows from which records it counts. Each method is told below with
//! what is promised, and every promise is a test.
//!
//! The reader is taken to know the rules, the thresholds and the perturbation table, what every status means, and every
//! record of their own organisation or project; not the record keys, which are made under the service's key.
//!
//! # The cell key method (`p_table`, `perturb.rs`)
//!
//! A cell's key is the sum of its records' keys; with the true count it picks the noise from the table.
//! 1. The same records are told alike in every question, table and format, and whenever they are asked for.
//! 2. No count of 1..n-1 is told, zero stays zero, the noise is unbiased and bounded, and from n on its variance is fixed.
//! 3. What is the caller's own is exact: own part + (others with noise). A category of the caller's own
//!    ([`Dimension::owned`]) has status `EXACT`; every other cell is `PERTURBED`, also where nobody else is in it, and
//!    tells no bounds.
//! 4. How many are in a small group is not learnt from differences (by filter, time, place, overlap), from sums, from
//!    shares, or from the open and the signed-in answer together: the likeliest guess among 1..4 is wrong about half of the
//!    time, and is certain in fewer than one game in a thousand (`tests/attacks.rs`, with the limit for each attack).
//! 5. A sum of hours or money is told with noise between p/2 and 3p/2 per cent of its largest contributor's part, unbiased;
//!    not at all where its records are 1..n-1, or one contributor has most of it, or the second largest could reckon the
//!    largest closer than p per cent.
//!
//! Not promised: *that* somebody is there. A number over zero, or two different answers to two questions, show that a group
//! is not empty; that follows from zeros and repeated answers staying what they are. Nor is noise proof against very
//! many questions that differ by the same person only: their mean comes closer with each. Rates of asking are limited
//! where requests come in.
//!
//! # Rounding (`round.rs`)
//!
//! Up or down to the base by the cell's key, with chances that make it unbiased. The same promises 1 to 4 with less
//! certainty, for a multiple of the base has no noise: two ways to one cell at once are certain in up to one game in twenty.
//!
//! # Suppression
//!
//! 1. **Small counts are hidden.** The part of a cell that is not the caller's own (`count - own`) is
//!    hidden when it is 1..n-1. A total whose remainder after the caller's own records is small is
//!    therefore hidden from that caller, and shown to others when it is large enough for them.
//!    Categories declared as the caller's own ([`Dimension::owned`]) are always exact for them.
//!    A table that looks alike to all is given what its readers know ([`Table::known_to`]): a cell is hidden where what the
//!    one who knows most of it does not know is 1..n-1, and the next point holds in the eyes of each of them.
//! 2. **No hidden cell follows from the published ones**, of any level of any dimension. For each hidden cell there is another whole
//!    table, with non-negative whole numbers, agreeing with every published cell and every status, in
//!    which that cell has another value. Since a minimum frequency was chosen as the rule, two
//!    possible values are enough (protection level zero); an interval inside 1..n-1 is accepted, for
//!    the status of a primary cell says as much. A solver audits it (`tests/solver.rs`): the least and the greatest whole
//!    number of every hidden cell, given all that is told in all divisions of the table, differ.
//! 3. **One known record does not help.** For each sensitive cell the above holds also for a person
//!    who is the only one in another hidden cell and so knows that count.
//!
//! A cell is `SUPPRESSED_PRIMARY` when it is 1..n-1, `SUPPRESSED_SECONDARY` when it is at least n and
//! hidden for another's sake, and `WITHHELD` when nothing is said about its size: in the breakdowns below,
//! where one reader knows all but a few, and for a few cells where secondary ones would not do or would take a large
//! total along.
//!
//! The other table of point 2 is constructed, not searched for by a solver: cells at the corners of a
//! box in the cube are moved by one, up and down alternately, so that every line still adds up. The
//! cheapest box (fewest lost people, then key order) is hidden around each sensitive cell; hiding
//! more never weakens an earlier box. See `boxes.rs`. Every answer is then audited by bound
//! propagation (`audit.rs`), which also gives `low` and `high`; should the audit ever pin a hidden
//! cell, the whole table is withheld.
//!
//! Not promised: several suppressed tables of the same records asked for over overlapping filters can be differenced, so
//! only tables whose records are disjoint are offered so. A suppressed table of records that change tells of the change.
//!
//! # By every method
//!
//! Zeros are shown, for "nobody from that county" is mostly harmless and hiding them empties sparse tables. The exception is
//! a *sensitive* dimension: its counts are never told under the sensitive threshold, and when a group is smaller than that,
//! or all of it falls in one category, its whole breakdown is withheld, zeros and all, in one and the same status.
//! Percentages come from told numbers only, and only on a base of at least the policy's.
//!
//! Organisations that pool their own records know more than any one of them; against that nothing is promised.

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
pub(crate) mod tests;

pub use cell_key::CellKey;
pub use count::{CountStatus, ProtectedCount, ratio, share};
pub use dimension::Dimension;
pub use perturb::perturbed_sum;
pub use policy::{Audience, DisclosurePolicy, Method, Release};
pub use protect::{MAX_CELLS, MAX_DIMENSIONS, ProtectedCell, ProtectedTable, protect};
pub use table::{Cell, Code, MAX_TABLE_CELLS, Row, Table, rules};
