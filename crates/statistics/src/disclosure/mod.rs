//! Disclosure control (röjandekontroll): no figure, and no set of figures, tells about one person or a small group.
//!
//! Pure: counts in, told numbers out. The threat model, what is promised and what is not, and how it was attacked stand in the
//! crate's README. The method in short:
//!
//! 1. Every count of others' records has noise that follows from which records are counted ([`CellKey`]), and from the year whose
//!    copies they are read from. The same records are told alike in every question, table and format.
//! 2. What is told is decided by the noisy count and by nothing else: under the threshold it is told as zero. So an empty cell
//!    and a small one are told alike, and refinements of a small cell add nothing up.
//! 3. A sum is told where the count beside it is. Each organisation's part of it is moved for good, the same in every sum.
//! 4. Everything else — totals over chosen periods and alternatives, shares, means, medians, order — is made of told numbers.

mod cell_key;
mod count;
mod noise;
mod policy;
#[cfg(test)]
mod tests;

pub use cell_key::{CellKey, Salt};
pub use count::{CountStatus, ProtectedCount, ratio, share};
pub use policy::{Audience, Behind, DisclosurePolicy, Unit};

/// A category's code in its dimension, e.g. `F` or `1480`.
pub type Code = String;

/// Most dimensions of one table.
pub const MAX_DIMENSIONS: usize = 5;

/// Most cells of one table, totals included.
pub const MAX_CELLS: usize = 20_000;

/// Why a table is refused.
pub mod rules {
    kernel::rules! {
        /// The dimensions multiply to more than [`super::MAX_CELLS`] cells.
        TABLE_IS_TOO_LARGE:
            "Tabellen blir för stor. Välj färre indelningar eller filtrera mer.",
            "The table is too large. Choose fewer dimensions or filter more.";
    }
}
