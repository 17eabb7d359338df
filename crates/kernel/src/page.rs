//! Keyset pages: the words. SQL is in `store`, the Relay connection in the gateway.

use crate::error::{Error, Result, rules};

/// Sort direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Ascending.
    Asc,
    /// Descending.
    Desc,
}

impl Direction {
    /// The opposite direction.
    pub fn flip(self) -> Self {
        match self {
            Self::Asc => Self::Desc,
            Self::Desc => Self::Asc,
        }
    }
}

/// Largest page.
pub const MAX_PAGE: u32 = 100;

/// Which page is asked for: forward from `after` or backward from `before`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Rows wanted, 1–[`MAX_PAGE`].
    pub size: u32,
    /// Backward (`last`/`before`) instead of forward (`first`/`after`).
    pub backward: bool,
    /// Opaque cursor to continue from.
    pub cursor: Option<String>,
}

impl PageRequest {
    /// From the Relay arguments.
    ///
    /// # Errors
    /// `Invalid { first, PAGE_SIZE_IS_WRONG }` unless exactly one of `first` and `last` is given, within 1–100,
    /// with the cursor of its own direction only.
    pub fn relay(first: Option<i32>, after: Option<String>, last: Option<i32>, before: Option<String>) -> Result<Self> {
        Self::within(MAX_PAGE, first, after, last, before)
    }

    /// As [`PageRequest::relay`], with at most `most` rows; more than [`MAX_PAGE`] is for readers of our own.
    ///
    /// # Errors
    /// As [`PageRequest::relay`].
    pub fn within(
        most: u32,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Self> {
        let wrong = |field| Err(Error::invalid(field, rules::PAGE_SIZE_IS_WRONG));
        let (size, backward, cursor) = match (first, last) {
            (Some(n), None) if before.is_none() => (n, false, after),
            (None, Some(n)) if after.is_none() => (n, true, before),
            (None, Some(_)) => return wrong("last"),
            _ => return wrong("first"),
        };
        match u32::try_from(size) {
            Ok(size) if (1..=most).contains(&size) => Ok(Self { size, backward, cursor }),
            _ => wrong(if backward { "last" } else { "first" }),
        }
    }

    /// The first `size` rows; for code of ours, so larger pages are allowed.
    pub fn first(size: u32) -> Self {
        Self { size, backward: false, cursor: None }
    }
}

/// One page of rows.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    /// Rows in display order.
    pub rows: Vec<T>,
    /// An opaque cursor for each row; empty unless cursors were asked for.
    pub cursors: Vec<String>,
    /// More rows before the first.
    pub has_previous: bool,
    /// More rows after the last.
    pub has_next: bool,
}

impl<T> Default for Slice<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), cursors: Vec::new(), has_previous: false, has_next: false }
    }
}
