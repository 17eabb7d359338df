//! One way of dividing the records, flat or with levels.

use std::collections::HashSet;

use kernel::{Error, Result};

use super::Code;

/// One way of dividing the records.
///
/// Give *all* codes, also those nobody has: a missing category is a zero that is shown without being asked about.
///
/// Codes may stand under others (municipalities under counties, divisions under sections): then each of the higher ones
/// is the sum of those right under it, all levels are protected together, and rows name the lowest. Crossing two levels
/// as two dimensions would be wrong: a reader knows that no municipality lies in another county, and such zeros prove
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// What it is called in the answer.
    pub name: String,
    /// Its categories, each once, in the order of the answer.
    pub codes: Vec<Code>,
    /// For each code, the place among the codes of the one that it stands under; empty when all stand side by side.
    pub parents: Vec<Option<usize>>,
    /// Whether it tells something sensitive about a person.
    pub sensitive: bool,
    /// Those of the codes that hold only the caller's own records, e.g. the caller's organisation.
    pub own: Vec<Code>,
}

impl Dimension {
    /// A dimension that is not sensitive.
    pub fn new(name: impl Into<String>, codes: impl IntoIterator<Item = impl Into<Code>>) -> Self {
        Self {
            name: name.into(),
            codes: codes.into_iter().map(Into::into).collect(),
            parents: Vec::new(),
            sensitive: false,
            own: Vec::new(),
        }
    }

    /// The same, where each code stands under the one at this place, which comes before it.
    #[must_use]
    pub fn under(mut self, parents: impl IntoIterator<Item = Option<usize>>) -> Self {
        self.parents = parents.into_iter().collect();
        self
    }

    /// The same, where these codes hold the caller's own records and nobody else's.
    #[must_use]
    pub fn owned(mut self, codes: impl IntoIterator<Item = impl Into<Code>>) -> Self {
        self.own.extend(codes.into_iter().map(Into::into));
        self
    }

    /// The same, telling something sensitive.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

/// How the places of a dimension hang together: its codes, and last the total.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// What each place stands under; the total under nothing.
    parents: Vec<Option<usize>>,
    /// What stands right under each place.
    children: Vec<Vec<usize>>,
    /// The places that sum others, the lowest first.
    sums: Vec<usize>,
}

/// A move along a dimension that keeps all its sums: places with whether they go the same way.
pub(super) type Move = Vec<(usize, bool)>;

impl Tree {
    /// # Errors
    /// `Broken` when there is no code, one twice, or one does not come after what it stands under.
    pub(super) fn of(dimension: &Dimension) -> Result<Self> {
        let codes = dimension.codes.len();
        if codes == 0 {
            return Err(Error::broken("a dimension of a frequency table has no codes"));
        }
        if dimension.codes.iter().collect::<HashSet<_>>().len() < codes {
            return Err(Error::broken("a dimension of a frequency table names a code twice"));
        }
        let flat = dimension.parents.is_empty();
        let late = |(place, parent): (usize, &Option<usize>)| parent.is_some_and(|parent| parent >= place);
        if !flat && (dimension.parents.len() != codes || dimension.parents.iter().enumerate().any(late)) {
            return Err(Error::broken("the codes of a frequency table's dimension do not stand under earlier ones"));
        }
        let above = |place: usize| dimension.parents.get(place).copied().flatten().unwrap_or(codes);
        let parents = (0..=codes).map(|place| (place < codes).then(|| above(place))).collect();
        let mut children = vec![Vec::new(); codes + 1];
        (0..codes).for_each(|place| children[above(place)].push(place));
        // What stands under comes later, but for the total.
        let mut sums: Vec<usize> = (0..codes).rev().filter(|&place: &usize| !children[place].is_empty()).collect();
        sums.push(codes);
        Ok(Self { parents, children, sums })
    }

    pub(super) fn width(&self) -> usize {
        self.parents.len()
    }

    pub(super) fn is_leaf(&self, place: usize) -> bool {
        self.children[place].is_empty()
    }

    pub(super) fn children(&self, place: usize) -> &[usize] {
        &self.children[place]
    }

    pub(super) fn sums(&self) -> &[usize] {
        &self.sums
    }

    /// The place itself and all that it stands under, the total last.
    fn path(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(place), |&place| self.parents[place])
    }

    /// Whether `wide` is `narrow` or sums it.
    pub(super) fn sums_up(&self, wide: usize, narrow: usize) -> bool {
        self.path(narrow).any(|place| place == wide)
    }

    /// Every move that takes `here` up by one: one lowest place up, with all that sum it, and either another lowest place
    /// down, with all that sum it and not the first, or none.
    pub(super) fn moves(&self, here: usize) -> Vec<Move> {
        let leaves: Vec<usize> = (0..self.width()).filter(|&place| self.is_leaf(place)).collect();
        let mut moves = Vec::new();
        for &up in leaves.iter().filter(|&&leaf| self.sums_up(here, leaf)) {
            for &down in leaves.iter().filter(|&&leaf| !self.sums_up(here, leaf)) {
                let rise = self.path(up).filter(|&place| !self.sums_up(place, down)).map(|place| (place, true));
                let fall = self.path(down).filter(|&place| !self.sums_up(place, up)).map(|place| (place, false));
                moves.push(rise.chain(fall).collect());
            }
            moves.push(self.path(up).map(|place| (place, true)).collect());
        }
        moves
    }
}
