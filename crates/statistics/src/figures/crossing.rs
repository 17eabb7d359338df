//! What is told of others' records, and what is not: by the question alone, so that it can be said before anything is read.
//!
//! Why these limits hold, and how often people stand alone in the crossings beyond them, is told in the crate's README.

use chrono::{Datelike, NaiveDate};
use kernel::{Error, Result};

use super::{
    Breakdown, Question,
    measure::rules,
    question::{field, place_field},
};
use crate::disclosure::{Audience, Unit};

/// Dimensions that others' records are divided or selected by at once, beside the period and one of project, council and hub.
pub const MAX_CROSSED: usize = 3;

/// How closely a dimension points at somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closeness {
    /// A period.
    Period,
    /// Points at few: one workplace, one course, one narrow occupation.
    Identifying,
    /// Points at a place.
    Place,
    /// Says something of a person.
    Personal,
    /// What became of it: says something of a person, too, and is what an effort is followed up by.
    Result,
    /// Neither.
    General,
}

const fn closeness(breakdown: Breakdown) -> Closeness {
    use Breakdown as B;
    match breakdown {
        B::Year | B::HalfYear | B::Quarter | B::Month => Closeness::Period,
        B::Organisation
        | B::Provider
        | B::Effort
        | B::Occupation
        | B::IndustryGroup
        | B::IndustryClass
        | B::IndustryDetail
        | B::EducationFieldDetail => Closeness::Identifying,
        B::Municipality => Closeness::Place,
        B::Sex
        | B::AgeBand
        | B::EmploymentSituation
        | B::EducationLevel
        | B::EducationLevelDetail
        | B::Completeness => Closeness::Personal,
        B::OutcomeKind | B::Status => Closeness::Result,
        _ => Closeness::General,
    }
}

/// Dimensions that follow from another are no further ones beside it.
const fn follows_from(breakdown: Breakdown) -> Option<Breakdown> {
    use Breakdown as B;
    match breakdown {
        B::ProgrammePeriod | B::ProgrammeArea | B::SpecificObjective | B::Principles => Some(B::Project),
        B::OrganisationKind | B::MemberCouncil => Some(B::Organisation),
        B::EffortKind | B::TargetGroup | B::Skill | B::EducationField => Some(B::Effort),
        _ => None,
    }
}

/// Which whole periods a question selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    /// Everything.
    All,
    /// One year, half-year or quarter.
    One,
    /// Several, each of which is told: years, or quarters.
    Several(Breakdown),
}

/// A question of others' records, put together from what is told.
#[derive(Clone, Debug)]
pub(super) struct Composed {
    /// The question with the dimensions that are only added up over behind those that are asked for.
    pub(super) question: Question,
    /// For each dimension, whether its total is the sum of what is told.
    pub(super) summed: Vec<bool>,
    /// Whether quarters of the year under way are among the records.
    pub(super) late: bool,
    /// By place, the categories that a dimension keeps to, where the filter that says so selects nothing of the records.
    pub(super) kept: Vec<(usize, Vec<String>)>,
}

impl Question {
    /// How the answer is put together from what is told of others' records.
    ///
    /// # Errors
    /// `Invalid` for what is not told to `audience`, with the field.
    pub(super) fn composed(&self, audience: Audience) -> Result<Composed> {
        let (question, kept) = self.of_copies();
        question.composed_of(audience, kept)
    }

    fn composed_of(&self, audience: Audience, kept: Vec<(usize, Vec<String>)>) -> Result<Composed> {
        self.check_values()?;
        let span = self.span(audience)?;
        self.check_dimensions(audience)?;
        self.check_crossing()?;
        if audience == Audience::Public && !super::open::is_open(self) {
            return Err(Error::invalid("groupBy", rules::TABLE_IS_NOT_OPEN));
        }
        let several = |breakdown: &Breakdown| {
            self.selection.categories.iter().any(|(chosen, codes)| chosen == breakdown && codes.len() > 1)
        };
        let quarterly = |breakdown: &Breakdown| matches!(breakdown, Breakdown::Quarter | Breakdown::HalfYear);
        let mut by = self.by.clone();
        let mut summed: Vec<bool> = by
            .iter()
            .map(|breakdown| {
                let period = closeness(*breakdown) == Closeness::Period;
                several(breakdown) || quarterly(breakdown) || (period && matches!(span, Span::Several(_)))
            })
            .collect();
        let is_divided = by.iter().any(|breakdown| closeness(*breakdown) == Closeness::Period);
        let chosen = self.selection.categories.iter().map(|(breakdown, _)| *breakdown).filter(several);
        let period = match span {
            Span::Several(breakdown) if !is_divided => Some(breakdown),
            _ => None,
        };
        for breakdown in chosen.chain(period) {
            if !by.contains(&breakdown) {
                by.push(breakdown);
                summed.push(true);
            }
        }
        let whole_year =
            matches!((self.selection.from, self.selection.to), (Some(from), Some(to)) if is_years(from, to));
        let late = by.iter().any(quarterly) || (span == Span::One && !whole_year);
        Ok(Composed { question: Self { by, ..self.clone() }, summed, late, kept })
    }

    /// One published value in each part, or none; of lists of categories each is told by itself and added up.
    fn check_values(&self) -> Result<()> {
        let chosen = &self.selection;
        let entities = chosen.entities().into_iter().map(|(breakdown, ids)| (field(breakdown), ids.len()));
        let codes = chosen.codes().into_iter().map(|(breakdown, codes)| (field(breakdown), codes.len()));
        let place = chosen.places.first().map_or("filter.municipality", |(scheme, _)| place_field(*scheme));
        let others = [("filter.memberOf", chosen.member_of.len()), (place, chosen.places.len())];
        let principles = chosen.categories.iter().find(|(breakdown, _)| *breakdown == Breakdown::Principles);
        let principles = principles.map(|(breakdown, codes)| (field(*breakdown), codes.len()));
        for (field, values) in entities.chain(codes).chain(others).chain(principles) {
            if values > 1 {
                return Err(Error::invalid(field, rules::ONE_VALUE_IS_TOLD));
            }
        }
        let turn = |day: NaiveDate| (day.month(), day.day()) == (12, 31);
        match chosen.as_of {
            Some(day) if !turn(day) => Err(Error::invalid("filter.asOf", rules::PERIOD_IS_NOT_WHOLE)),
            _ => Ok(()),
        }
    }

    fn span(&self, audience: Audience) -> Result<Span> {
        let (from, to) = (self.selection.from, self.selection.to);
        let first = |day: NaiveDate, months: &[u32]| day.day() == 1 && months.contains(&day.month());
        let starts = |months: &[u32]| from.is_none_or(|day| first(day, months));
        let ends = |months: &[u32]| to.is_none_or(|day| day.succ_opt().is_some_and(|next| first(next, months)));
        let whole = |months: &[u32]| starts(months) && ends(months);
        let months = |from: NaiveDate, to: NaiveDate| {
            (to.year() - from.year()) * 12 + i32::try_from(to.month()).unwrap_or(0)
                - i32::try_from(from.month()).unwrap_or(0)
                + 1
        };
        if (from, to) == (None, None) {
            return Ok(Span::All);
        }
        if whole(&[1]) {
            return Ok(match (from, to) {
                (Some(from), Some(to)) if is_years(from, to) && from.year() == to.year() => Span::One,
                _ => Span::Several(Breakdown::Year),
            });
        }
        if audience == Audience::Public || !whole(&[1, 4, 7, 10]) {
            return Err(Error::invalid(
                if starts(&[1]) { "filter.to" } else { "filter.from" },
                rules::PERIOD_IS_NOT_WHOLE,
            ));
        }
        Ok(match (from, to) {
            (Some(from), Some(to)) if months(from, to) == 3 => Span::One,
            _ => Span::Several(Breakdown::Quarter),
        })
    }

    fn check_dimensions(&self, audience: Audience) -> Result<()> {
        let measure = self.measure;
        for breakdown in &self.by {
            let fine = match breakdown {
                Breakdown::Month => true,
                Breakdown::Quarter | Breakdown::HalfYear => audience == Audience::Public,
                _ => false,
            };
            if fine {
                return Err(Error::invalid("groupBy", rules::PERIOD_IS_NOT_WHOLE));
            }
        }
        if self.by.iter().filter(|breakdown| closeness(**breakdown) == Closeness::Period).count() > 1 {
            return Err(Error::invalid("groupBy", rules::ONE_PERIOD_IS_TOLD));
        }
        // One organisation's plans and one organisation's sums are its own.
        let of_one = measure.spec().record == Unit::Plan || measure.is_dominable();
        let selected = !self.selection.organisations.is_empty();
        if of_one && (selected || self.by.contains(&Breakdown::Organisation)) {
            return Err(Error::invalid(
                if selected { "filter.organisationId" } else { "groupBy" },
                rules::ORGANISATION_IS_NOT_TOLD,
            ));
        }
        Ok(())
    }

    /// Every dimension that the question divides or selects by, at the level it does, each once.
    fn crossed(&self) -> Vec<Breakdown> {
        let chosen = &self.selection;
        let mut all: Vec<Breakdown> = self.by.clone();
        all.extend(chosen.categories.iter().filter(|(_, codes)| !codes.is_empty()).map(|(breakdown, _)| *breakdown));
        all.extend(chosen.entities().into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(breakdown, _)| breakdown));
        if !chosen.member_of.is_empty() {
            all.push(Breakdown::MemberCouncil);
        }
        for (breakdown, codes) in chosen.codes() {
            all.extend(codes.first().map(|code| at_level(breakdown, code)));
        }
        if let Some((scheme, _)) = chosen.places.first() {
            all.push(match scheme {
                taxonomy::Scheme::Municipality => Breakdown::Municipality,
                _ => Breakdown::County,
            });
        }
        all.retain(|breakdown| closeness(*breakdown) != Closeness::Period);
        all
    }

    fn check_crossing(&self) -> Result<()> {
        let all = self.crossed();
        let mut bases: Vec<Breakdown> = Vec::new();
        for breakdown in &all {
            let implied = follows_from(*breakdown).is_some_and(|from| all.contains(&from));
            if !implied && !bases.contains(&breakdown.base()) {
                bases.push(breakdown.base());
            }
        }
        let answers_for_it =
            |breakdown: &&Breakdown| matches!(breakdown, Breakdown::Project | Breakdown::Council | Breakdown::Hub);
        let beside = usize::from(bases.iter().any(|breakdown| answers_for_it(&breakdown)));
        if bases.len() > MAX_CROSSED + beside {
            return Err(Error::invalid("groupBy", rules::CROSSING_IS_TOO_DEEP));
        }
        let is = |wanted: Closeness| all.iter().filter(move |breakdown| closeness(**breakdown) == wanted);
        let personal = is(Closeness::Personal).count();
        let results = is(Closeness::Result).count();
        let follows_up = |breakdown: &Breakdown| matches!(breakdown, Breakdown::Effort | Breakdown::Provider);
        let identifying = is(Closeness::Identifying).count();
        let followed = identifying > 0 && is(Closeness::Identifying).all(follows_up) && results == 1 && personal == 0;
        let people = self.measure.spec().record != Unit::Plan;
        let pointed = identifying > 0 && personal + results > 0 && !followed;
        let placed = is(Closeness::Place).count() > 0 && personal + results > 1;
        if people && (pointed || placed) {
            return Err(Error::invalid("groupBy", rules::CROSSING_IS_NOT_TOLD));
        }
        Ok(())
    }
}

fn is_years(from: NaiveDate, to: NaiveDate) -> bool {
    (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31)
}

/// The dimension at the level that `code` is of.
fn at_level(breakdown: Breakdown, code: &str) -> Breakdown {
    use Breakdown as B;
    match (breakdown, code.len()) {
        (B::Industry, 2) => B::IndustryDivision,
        (B::Industry, 3) => B::IndustryGroup,
        (B::Industry, 4) => B::IndustryClass,
        (B::Industry, 5) => B::IndustryDetail,
        (B::Occupation, 1) => B::OccupationArea,
        (B::Occupation, 2) => B::OccupationMajorGroup,
        (B::Occupation, 3) => B::OccupationMinorGroup,
        (B::EducationField, 3..) => B::EducationFieldDetail,
        (B::EducationLevel, 3..) => B::EducationLevelDetail,
        _ => breakdown,
    }
}
