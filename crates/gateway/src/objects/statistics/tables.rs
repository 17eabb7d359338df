//! Which table of others' records a question is, and that the caller may learn it: the same table asked in other words is not another.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use ::statistics::{
    disclosure::Audience,
    figures::{Breakdown, Figures, Measure, Question, Selection},
};
use access::{Action, view};
use async_graphql::{Context, Result};
use chrono::NaiveDate;
use edge::Tables;
use graph::context::caller;
use kernel::Id;

/// A table, however it was asked for: orders and repetitions say nothing, nor does a list without values or one of them all.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Table<'q> {
    measure: Measure,
    by: BTreeSet<&'static str>,
    chosen: BTreeSet<(&'static str, Cow<'q, str>)>,
}

impl<'q> Table<'q> {
    fn of(question: &'q Question) -> Self {
        // Named one by one: a new part of a selection must be here too.
        let Selection {
            councils,
            hubs,
            projects,
            providers,
            efforts,
            organisations,
            member_of,
            as_of,
            // Follows from the others.
            counted_until: _,
            from,
            to,
            categories,
            industries,
            occupations,
            coded,
            places,
        } = &question.selection;
        let days = [("asOf", as_of), ("from", from), ("to", to)];
        let days = days.into_iter().filter_map(|(name, day)| Some((name, Cow::Owned(day.as_ref()?.to_string()))));
        let codes = categories.iter().chain(coded).map(|(by, codes)| (by.as_str(), codes));
        let codes = codes.chain([("sni", industries), ("ssyk", occupations)]);
        let codes = codes.flat_map(|(name, codes)| codes.iter().map(move |code| (name, Cow::from(code))));
        let places = places.iter().map(|(scheme, code)| (scheme.as_str(), Cow::from(code)));
        let chosen = ids("councilId", councils)
            .chain(ids("hubId", hubs))
            .chain(ids("projectId", projects))
            .chain(ids("providerId", providers))
            .chain(ids("effortId", efforts))
            .chain(ids("organisationId", organisations))
            .chain(ids("memberOf", member_of))
            .chain(days)
            .chain(codes)
            .chain(places);
        Self {
            measure: question.measure,
            by: question.by.iter().map(|by| by.as_str()).collect(),
            chosen: chosen.collect(),
        }
    }

    /// Of everything that there is, one row for each.
    fn of_all(measure: Measure, by: &[Breakdown]) -> Self {
        Self { measure, by: by.iter().map(|by| by.as_str()).collect(), chosen: BTreeSet::new() }
    }

    /// Of everything that is followed up by that dimension, one row for each and sex.
    fn of_followed(of: Breakdown, as_of: Option<NaiveDate>) -> Self {
        let chosen = as_of.map(|day| ("asOf", Cow::Owned(day.to_string()))).into_iter().collect();
        Self { chosen, ..Self::of_all(Measure::ParticipantsAgainstWorkforce, &[of, Breakdown::Sex]) }
    }
}

/// Dimensions of the follow-ups of organisations in projects.
const OF_PARTIES: [Breakdown; 3] = [Breakdown::Project, Breakdown::Organisation, Breakdown::Sex];

fn ids<'q, K>(name: &'static str, ids: &'q [Id<K>]) -> impl Iterator<Item = (&'static str, Cow<'q, str>)> + use<'q, K> {
    ids.iter().map(move |id| (name, Cow::from(id.as_str())))
}

/// Notes that the caller learns the table. The caller's own records, and what is open to everyone as it is, are not counted.
///
/// # Errors
/// `TABLE_BUDGET_SPENT`: nothing of it may be told.
pub(super) fn learn(ctx: &Context<'_>, question: &Question, figures: &Figures) -> Result<()> {
    let tables = ctx.data::<Arc<Tables>>()?;
    tables.are_asked();
    let is_protected = |one: &Figures| one.policy.audience != Audience::Owner && !one.measure.is_open();
    match is_protected(figures) || figures.against.as_deref().is_some_and(is_protected) {
        true => tables.learn(&Table::of(&question.as_told())).map_err(|fault| fault.spoken(caller(ctx).lang)),
        false => Ok(()),
    }
}

/// The same of the counts beside efforts. Nobody can choose whom they are of, and together they are one table, of all efforts: so
/// whoever learns any of them learns that table, which `statistics` gives too. Not counted for who may read every record.
///
/// # Errors
/// As [`learn`].
pub(super) fn learn_beside_efforts(ctx: &Context<'_>, measure: Measure, by: Breakdown, reads: Action) -> Result<()> {
    let tables = ctx.data::<Arc<Tables>>()?;
    tables.are_asked();
    match view(&caller(ctx).request, reads).scope().all {
        true => Ok(()),
        false => {
            let table = Table::of_all(measure, &[Breakdown::Effort, by]);
            tables.learn(&table).map_err(|fault| fault.spoken(caller(ctx).lang))
        }
    }
}

/// The same of the counts of others' participants beside projects, which as of some day are put together of those by year.
///
/// # Errors
/// As [`learn`].
pub(super) fn learn_beside_projects(ctx: &Context<'_>, as_of_a_day: bool) -> Result<()> {
    let tables = ctx.data::<Arc<Tables>>()?;
    let by = [Breakdown::Project, Breakdown::Year];
    let table = Table::of_all(Measure::Participants, if as_of_a_day { &by[..] } else { &by[..1] });
    tables.learn(&table).map_err(|fault| fault.spoken(caller(ctx).lang))
}

/// The same of equality follow-ups of others' records: together they are the table of participants and workforce by `of` and sex.
///
/// # Errors
/// As [`learn`].
pub(super) fn learn_beside_followed(ctx: &Context<'_>, of: Breakdown, as_of: Option<NaiveDate>) -> Result<()> {
    let tables = ctx.data::<Arc<Tables>>()?;
    tables.learn(&Table::of_followed(of, as_of)).map_err(|fault| fault.spoken(caller(ctx).lang))
}

/// The same of those of organisations in the projects that the caller answers for: together they are one table.
///
/// # Errors
/// As [`learn`].
pub(super) fn learn_beside_parties(ctx: &Context<'_>, as_of: Option<NaiveDate>) -> Result<()> {
    let tables = ctx.data::<Arc<Tables>>()?;
    let chosen = as_of.map(|day| ("asOf", Cow::Owned(day.to_string()))).into_iter().collect();
    let table = Table { chosen, ..Table::of_all(Measure::ParticipantsAgainstWorkforce, &OF_PARTIES) };
    tables.learn(&table).map_err(|fault| fault.spoken(caller(ctx).lang))
}

#[cfg(test)]
mod tests {
    use taxonomy::Scheme;

    use super::*;

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    fn question(by: &[Breakdown], selection: Selection) -> Question {
        Question { measure: Measure::Enrolments, by: by.to_vec(), selection }
    }

    #[test]
    fn orders_and_repetitions_and_empty_lists_make_no_other_table() {
        let one = question(
            &[Breakdown::Sex, Breakdown::Year],
            Selection {
                categories: vec![(Breakdown::Sex, codes(&["MALE", "FEMALE"])), (Breakdown::AgeBand, Vec::new())],
                industries: codes(&["C", "A", "C"]),
                places: vec![(Scheme::County, "14".to_owned()), (Scheme::Municipality, "1480".to_owned())],
                ..Selection::default()
            },
        );
        let other = question(
            &[Breakdown::Year, Breakdown::Sex],
            Selection {
                categories: vec![(Breakdown::Sex, codes(&["FEMALE", "MALE", "MALE"]))],
                industries: codes(&["A", "C"]),
                places: vec![(Scheme::Municipality, "1480".to_owned()), (Scheme::County, "14".to_owned())],
                ..Selection::default()
            },
        );
        assert_eq!(Table::of(&one), Table::of(&other));
    }

    #[test]
    fn what_is_asked_or_chosen_otherwise_is_another_table() {
        let day = NaiveDate::from_ymd_opt(2021, 1, 1);
        let by = [Breakdown::Sex];
        let questions = [
            question(&by, Selection::default()),
            question(&[], Selection::default()),
            Question { measure: Measure::Hours, ..question(&by, Selection::default()) },
            question(&by, Selection { from: day, ..Selection::default() }),
            question(&by, Selection { to: day, ..Selection::default() }),
            question(&by, Selection { as_of: day, ..Selection::default() }),
            question(&by, Selection { industries: codes(&["A"]), ..Selection::default() }),
            question(&by, Selection { occupations: codes(&["A"]), ..Selection::default() }),
            question(&by, Selection { coded: vec![(Breakdown::Skill, codes(&["A"]))], ..Selection::default() }),
            question(&by, Selection { categories: vec![(Breakdown::Basis, codes(&["A"]))], ..Selection::default() }),
            question(&by, Selection { places: vec![(Scheme::County, "14".to_owned())], ..Selection::default() }),
        ];
        for (at, one) in questions.iter().enumerate() {
            for other in &questions[at + 1..] {
                assert_ne!(Table::of(one), Table::of(other));
            }
        }
    }

    #[test]
    fn the_counts_beside_efforts_are_the_table_that_statistics_gives() {
        let asked = question(&[Breakdown::Status, Breakdown::Effort], Selection::default());
        assert_eq!(Table::of(&asked), Table::of_all(Measure::Enrolments, &[Breakdown::Effort, Breakdown::Status]));
    }

    #[test]
    fn the_counts_beside_projects_are_the_table_that_statistics_gives() {
        let asked =
            Question { measure: Measure::Participants, ..question(&[Breakdown::Project], Selection::default()) };
        assert_eq!(Table::of(&asked), Table::of_all(Measure::Participants, &[Breakdown::Project]));
    }

    #[test]
    fn equality_follow_ups_are_the_table_that_statistics_gives() {
        let as_of = NaiveDate::from_ymd_opt(2021, 12, 31);
        let asked = Question {
            measure: Measure::ParticipantsAgainstWorkforce,
            ..question(&[Breakdown::Sex, Breakdown::Project], Selection { as_of, ..Selection::default() })
        };
        assert_eq!(Table::of(&asked), Table::of_followed(Breakdown::Project, as_of));
    }
}
