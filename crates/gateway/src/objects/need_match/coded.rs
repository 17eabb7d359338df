//! What is found by its codes: so many of each code, in one statement a kind of code for all needs together.

use std::collections::{HashMap, HashSet};

use async_graphql::Context;
use education_supply::matching::{Near, Wanted};
use graph::context::{caller, reader};
use kernel::{Result, Slice};
use store::{Column, Family, Query, Record};

/// Rows by the code that they were found by.
pub(super) struct Coded<T> {
    by_skill: HashMap<String, Slice<T>>,
    by_occupation: HashMap<String, Slice<T>>,
}

impl<T: Record> Coded<T> {
    /// The rows whose `skill` or `occupation` is near what is wanted, as many of each code as `query` asks for.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub(super) async fn read(
        ctx: &Context<'_>,
        wanted: &[Wanted],
        (skill, occupation): (Column<T>, Column<T>),
        query: &Query<Column<T>>,
    ) -> Result<Self> {
        let (request, records) = (&caller(ctx).request, reader::<T>(ctx));
        let skills = codes(wanted, |wanted| &wanted.skills);
        let by_skill = records.children(request, Family::Column(skill), &skills, query).await?;
        let occupations = codes(wanted, |wanted| &wanted.occupations);
        let by_occupation = records.children(request, Family::Column(occupation), &occupations, query).await?;
        Ok(Self { by_skill, by_occupation })
    }

    /// Those for one of the needs, each once.
    pub(super) fn of(&self, wanted: &Wanted) -> Vec<&T> {
        let skilled = wanted.skills.codes().filter_map(|code| self.by_skill.get(code));
        let occupied = wanted.occupations.codes().filter_map(|code| self.by_occupation.get(code));
        let mut seen = HashSet::new();
        skilled.chain(occupied).flat_map(|slice| &slice.rows).filter(|row| seen.insert(row.id())).collect()
    }
}

fn codes(wanted: &[Wanted], near: impl Fn(&Wanted) -> &Near) -> Vec<&'static str> {
    wanted.iter().flat_map(|wanted| near(wanted).codes()).collect()
}
