//! Rollups (förberäknade summor): a figure costs its cells, not the records behind it.
//!
//! # What there is
//!
//! For each table of records there is a *ledger* and a few *cuboids* (`cuboid.rs`). Triggers of the database note every
//! change to a record in the ledger, in the transaction of the change, whoever makes it: −1 with the record's
//! dimensions as they were, +1 as they are, with the sums that go with it. A cuboid holds the sums by some of the
//! dimensions, as far as the ledger has been folded into it (`keep.rs`). The ledger is only appended to, so writers
//! do not wait for one another's counts.
//!
//! # What is answered
//!
//! A question's expressions are rewritten onto the first cuboid that has every column they name (`plan.rs`); cuboid and
//! ledger are summed in one statement, so the answer is exact and current, with a fold under way or not. What no cuboid
//! has is read from the base tables, and the answer says which it was. Where only the caller's own part is what no cuboid
//! tells apart, that part alone is read from the records, in the same statement.
//!
//! People do not add up over cells. Where a record is one person's (participations of a project) they are records; where a
//! person may stand behind several (enrolments, outcomes) every cell says how many different people there are at least, in sums
//! that do add up (`people.rs`).
//!
//! Of what others may be told of sums of parts, each part is moved by its organisation's leaning. How far all parts of
//! a cell lean together is a sum too (`drawn.rs`), so that such a figure costs its cells as well and not its
//! organisations.
//!
//! # What is promised
//!
//! Rollup and base tables give the same answer. `check` recomputes every cell from the records and compares; `rebuild`
//! makes all anew in one transaction. While records are loaded in bulk the maintenance may be suspended: until a rebuild
//! everything is then answered from the base tables.

mod check;
mod cuboid;
mod drawn;
mod keep;
mod plan;
mod published;

pub use check::Difference;
pub(crate) use drawn::number as drawn_number;
pub use keep::Rollups;
pub(crate) use plan::{Planned, Records, planned};
pub(crate) use published::over_copies;
pub use published::{Added, Cutoff, Publication};

/// Where an answer was read (källa): the same either way, at another cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From sums kept beside the records; everything up to this position of the outbox is in the answer.
    Rollup {
        /// The cuboid.
        cuboid: &'static str,
        /// The newest event's position when the answer was read; 0 before the first.
        watermark: i64,
    },
    /// From the records themselves.
    Base,
}
