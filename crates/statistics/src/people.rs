//! How many different people stand behind records, at least, in sums that add up.
//!
//! People do not add up over cells, and a cell is not told unless enough different people stand behind it. Everyone is in one of
//! sixteen groups, by the last letter of her id, which is drawn at random. Records are counted for each group: as many groups as
//! have any are as many different people at least. Such counts are kept, added and taken away like any sum, so that rollups and
//! records say the same of the same records, however they are divided. Where five people are asked for, five pass half the time,
//! seven nineteen times in twenty and ten always but once in a thousand; a cell of fewer never does.

use sea_orm::{DbErr, QueryResult};
use store::Dialect;

/// The letters of an id in order (Crockford's alphabet).
const LETTERS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
/// Numbers that hold the counts of all groups, two in each.
pub(crate) const NUMBERS: [&str; 8] =
    ["people_0", "people_1", "people_2", "people_3", "people_4", "people_5", "people_6", "people_7"];
/// What a record of the second group in a number adds to it.
const SECOND: i64 = 1 << 31;

/// Records by the group of their person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Groups([i64; 8]);

impl Groups {
    /// From the columns [`NUMBERS`].
    ///
    /// # Errors
    /// One is not there.
    pub(crate) fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let mut numbers = [0; 8];
        for (number, name) in numbers.iter_mut().zip(NUMBERS) {
            *number = row.try_get("", name)?;
        }
        Ok(Self(numbers))
    }

    /// Those of both.
    pub(crate) fn plus(self, other: Self) -> Self {
        let mut numbers = self.0;
        numbers.iter_mut().zip(other.0).for_each(|(number, more)| *number += more);
        Self(numbers)
    }

    /// At least so many different people.
    pub(crate) fn people(self) -> i64 {
        self.0.iter().map(|number| i64::from(number % SECOND != 0) + i64::from(number / SECOND != 0)).sum()
    }
}

/// The group of the person whose id is in `column`, 0–15.
pub(crate) fn group_of(column: &str, dialect: Dialect) -> String {
    let find = match dialect {
        Dialect::Postgres => "strpos",
        Dialect::Sqlite => "instr",
    };
    format!("{find}('{LETTERS}', substr({column}, 26, 1)) % 16")
}

/// What `weight` records, all of the person in `group`, add to each of [`NUMBERS`].
pub(crate) fn added(group: &str, weight: &str) -> [String; 8] {
    std::array::from_fn(|number| {
        let (first, second) = (2 * number, 2 * number + 1);
        format!("CASE {group} WHEN {first} THEN {weight} WHEN {second} THEN {weight} * {SECOND} ELSE 0 END")
    })
}

/// The sums of `of`, as [`NUMBERS`], each with a comma before it.
pub(crate) fn summed<'a>(of: impl IntoIterator<Item = &'a str>) -> String {
    of.into_iter().zip(NUMBERS).map(|(of, name)| format!(", CAST(SUM({of}) AS bigint) AS {name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_groups(groups: &[usize]) -> Groups {
        let mut numbers = [0; 8];
        for group in groups {
            numbers[group / 2] += if group % 2 == 0 { 1 } else { SECOND };
        }
        Groups(numbers)
    }

    #[test]
    fn people_in_different_groups_are_different() {
        assert_eq!(of_groups(&[]).people(), 0);
        assert_eq!(of_groups(&[3, 3, 3]).people(), 1);
        assert_eq!(of_groups(&[0, 1, 14, 15, 15]).people(), 4);
        assert_eq!(of_groups(&(0..16).collect::<Vec<_>>()).people(), 16);
    }

    #[test]
    fn a_bound_of_parts_is_that_of_the_whole() {
        let (some, others) = (of_groups(&[1, 1, 2]), of_groups(&[2, 15]));
        assert_eq!(some.plus(others), of_groups(&[1, 1, 2, 2, 15]));
        assert_eq!(some.plus(others).people(), 3);
    }
}
